# The variables of the program: of this shell, of a process or of a systemd service. Only these names are read, and of
# the last three only whether they are set.

names_read='GOOGLE_APPLICATION_CREDENTIALS CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE GOOGLE_CLOUD_PROJECT CLOUDSDK_CORE_PROJECT
AWS_REGION AWS_DEFAULT_REGION AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_LAMBDA_FUNCTION_NAME
HTTP_PROXY http_proxy HTTPS_PROXY https_proxy ALL_PROXY NO_PROXY no_proxy'
names_hidden='AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN'

# Values may hold line breaks: they trade places with a character that none has.
read_process_variables() {
  swapped=$(tr '\0\n' '\n\001' <"/proc/$1/environ") || return 1
  for name in $names_read $names_hidden; do
    value=$(printf '%s\n' "$swapped" | sed -n "s/^$name=//p" | sed -n 1p)
    eval "p_$name=\$value"
  done
  swapped= value=
}

read_own_variables() {
  for name in $names_read $names_hidden; do
    eval "p_$name=\${$name-}"
  done
}

resolve_service() {
  has systemctl || give_up '--service needs systemd: pass the process with --pid'
  pid=$(systemctl show "$service" -p MainPID 2>/dev/null | sed -n 's/^MainPID=//p')
  case $pid in
    '' | 0)
      state=$(systemctl show "$service" -p LoadState 2>/dev/null | sed -n 's/^LoadState=//p')
      [ "$state" = loaded ] || give_up "there is no service '$service' on this machine"
      give_up "the service '$service' has no process now: start it and run the doctor while it runs"
      ;;
  esac
}

examine_process() {
  root=
  if [ -n "$service" ]; then resolve_service; fi
  if [ -n "$pid" ]; then
    case $pid in *[!0-9]*) give_up "--pid takes the number of a process, not '$pid'" ;; esac
    [ -d "/proc/$pid" ] || give_up "there is no process $pid on this machine"
    [ -r "/proc/$pid/environ" ] || give_up "the variables of process $pid may not be read: run the doctor as root or as the user of the process"
    read_process_variables "$pid" || give_up "the variables of process $pid could not be read"
    subject="process $pid${service:+ ($service)}"
    # The process may see other files: a service with PrivateTmp, a container.
    if [ -d "/proc/$pid/root/proc" ] || [ -d "/proc/$pid/root/etc" ]; then root=/proc/$pid/root; fi
  else
    read_own_variables
    subject='this shell'
  fi
  hide "$p_AWS_ACCESS_KEY_ID"
  hide "$p_AWS_SECRET_ACCESS_KEY"
  hide "$p_AWS_SESSION_TOKEN"
  for value in "$p_HTTP_PROXY" "$p_http_proxy" "$p_HTTPS_PROXY" "$p_https_proxy" "$p_ALL_PROXY"; do
    case $value in *://*@*) value=${value#*://}; hide "${value%@*}" ;; *@*) hide "${value%@*}" ;; esac
  done
  value=
}

modified() {
  stat -c %Y "$1" 2>/dev/null || date -r "$1" +%s 2>/dev/null
}

# When a process started, in seconds since 1970: clock ticks since boot, added to the time of the boot.
started() {
  ticks=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $20 }')
  boot=$(sed -n 's/^btime //p' /proc/stat 2>/dev/null)
  [ -n "$ticks" ] && [ -n "$boot" ] && printf %s $((boot + ticks / $(getconf CLK_TCK 2>/dev/null || echo 100)))
}

in_container() {
  [ -e /.dockerenv ] || [ -e /run/.containerenv ] || [ -n "${KUBERNETES_SERVICE_HOST-}${ECS_CONTAINER_METADATA_URI_V4-}" ]
}

installation_failed() {
  [ -e "$failure_marker" ] && return 0
  grep -qs 'cdk-gcp failed' /var/log/cloud-init-output.log
}

examine_variables() {
  config=$p_GOOGLE_APPLICATION_CREDENTIALS
  if [ -z "$config" ]; then
    if [ -n "$p_CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE" ]; then
      seen='CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE alone is set: gcloud and bq find the configuration, client libraries do not'
    else
      seen="GOOGLE_APPLICATION_CREDENTIALS is not set in the variables of $subject"
    fi
    if installation_failed; then
      fail variables installation-failed "$seen, and the installation reported a failure"
    elif [ -f "$installed_config" ]; then
      seen="$seen; the configuration is installed at $installed_config"
      if [ -n "$pid" ] && [ -n "$(started "$pid")" ] && [ "$(started "$pid")" -lt "$(modified "$installed_config")" ]; then
        fail variables started-before-installation "$seen, after the process had started"
      fi
      fail variables variable-not-set "$seen${pid:+}$([ -n "$pid" ] || printf '. To examine a program, pass --service NAME or --pid NUMBER')"
    elif in_container || [ -n "$p_AWS_LAMBDA_FUNCTION_NAME" ]; then
      fail variables variable-not-set "$seen"
    elif [ -d /var/lib/cloud/instance ] || [ -e /var/log/cloud-init.log ]; then
      fail variables installation-failed "$seen, and there is no $installed_config: the user data did not run here, or it failed"
    fi
    fail variables variable-not-set "$seen"
  fi
  case $config in
    [[:space:]]*'{'* | '{'*)
      hide "$config"
      fail variables json-in-variable 'GOOGLE_APPLICATION_CREDENTIALS holds JSON, not the path of a file' ;;
  esac
  step ok variables "GOOGLE_APPLICATION_CREDENTIALS=$config"
  if [ -z "$p_GOOGLE_CLOUD_PROJECT" ]; then
    step note project 'GOOGLE_CLOUD_PROJECT is not set: some clients then look the project up, which takes a permission'
  fi
}
