# The credential configuration: there, readable for the user of the program, complete, and as it was synthesized.

# allowed PATH: whether the user of the process may read it. Root may read everything, so that modes are compared.
allowed() {
  [ -r "$1" ] || return 1
  [ -n "$pid" ] || return 0
  user=$(awk '/^Uid:/ { print $3 }' "/proc/$pid/status")
  groups=" $(awk '/^Gid:/ { print $3 } /^Groups:/ { $1 = ""; print }' "/proc/$pid/status" | tr '\n\t' '  ') "
  [ "$user" = 0 ] && return 0
  path=$1 wanted=4
  while :; do
    mode=$(stat -L -c '%a %u %g' "$path" 2>/dev/null) || return 0
    owner=${mode#* }
    group=${owner#* }
    owner=${owner% *}
    mode=${mode%% *}
    while [ ${#mode} -lt 3 ]; do mode=0$mode; done
    others=${mode#"${mode%?}"}
    rest=${mode%?}
    if [ "$owner" = "$user" ]; then
      rest=${rest%?}
      bits=${rest#"${rest%?}"}
    else
      case $groups in *" $group "*) bits=${rest#"${rest%?}"} ;; *) bits=$others ;; esac
    fi
    [ $((bits & wanted)) -ne 0 ] || { not_allowed=$path; return 1; }
    [ "$path" != / ] && [ "$path" != "$root" ] || return 0
    path=${path%/*}
    path=${path:-/}
    wanted=1
  done
}

examine_configuration() {
  case $config in
    /*) file=$root$config ;;
    *)
      file=$config
      [ -z "$pid" ] || file=/proc/$pid/cwd/$config
      ;;
  esac
  if [ ! -e "$file" ]; then
    if installation_failed; then fail configuration installation-failed "$config is not there, and the installation reported a failure"; fi
    # A folder that may not be entered hides the file as well.
    folder=${file%/*}
    if [ -d "$folder" ] && [ ! -x "$folder" ]; then fail configuration file-not-readable "the folder ${config%/*} may not be entered by $(id -un 2>/dev/null || id -u)"; fi
    fail configuration file-not-there "there is no file $config"
  fi
  [ -f "$file" ] || fail configuration file-not-there "$config is no file"
  not_allowed=$file
  allowed "$file" || fail configuration file-not-readable "${not_allowed#"$root"} may not be read by the user of $subject"
  flat=$(flatten_json <"$file") || fail configuration configuration-not-json "$config holds no JSON object"
  get() { printf '%s\n' "$flat" | pick "$1"; }
  type=$(get type)
  within=
  impersonation_url=$(get service_account_impersonation_url)
  lifetime=$(get service_account_impersonation.token_lifetime_seconds)
  case $type in
    external_account) ;;
    impersonated_service_account)
      within=source_credentials.
      [ "$(get source_credentials.type)" = external_account ] \
        || fail configuration configuration-incomplete "$config: source_credentials are not of type external_account"
      ;;
    service_account) fail configuration key-in-place-of-configuration "$config is a service account key, not a credential configuration" ;;
    *) fail configuration configuration-incomplete "$config has the type '$type', not external_account" ;;
  esac
  audience=$(get "${within}audience")
  token_url=$(get "${within}token_url")
  token_type=$(get "${within}subject_token_type")
  environment=$(get "${within}credential_source.environment_id")
  url=$(get "${within}credential_source.url")
  credentials_url=$url
  region_url=$(get "${within}credential_source.region_url")
  imds_token_url=$(get "${within}credential_source.imdsv2_session_token_url")
  token_file=$(get "${within}credential_source.file")
  token_field=$(get "${within}credential_source.format.subject_token_field_name")
  case $audience in
    //iam.googleapis.com/projects/*/locations/global/workloadIdentityPools/*/providers/*)
      number=${audience#//iam.googleapis.com/projects/}
      number=${number%%/*}
      case $number in
        *[!0-9]* | '') fail configuration audience-project-id "the audience names the project '$number', not its number" ;;
      esac
      ;;
    *) fail configuration audience-malformed "the audience is '$audience'" ;;
  esac
  # The signed request is as good as the role for fifteen minutes: nobody but Google gets it.
  case $token_url in
    https://sts.googleapis.com/v1/token | https://sts.*.rep.googleapis.com/v1/token | https://sts.mtls.googleapis.com/v1/token | https://sts-*.p.googleapis.com/v1/token) ;;
    *) fail configuration token-url-foreign "token_url is '$token_url'; nothing was sent there" ;;
  esac
  case $impersonation_url in
    '' | https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/*:generateAccessToken) ;;
    https://iamcredentials*.googleapis.com/v1/projects/-/serviceAccounts/*:generateAccessToken) ;;
    *) fail configuration configuration-incomplete "service_account_impersonation_url is '$impersonation_url'" ;;
  esac
  account=${impersonation_url##*/serviceAccounts/}
  account=${account%:generateAccessToken}
  step ok configuration "$config: ${account:-direct access} through ${audience#//iam.googleapis.com/}"
  compare_with_synthesized
}

# $synthesized has a line for each configuration of the outputs: audience, space, account or a hyphen.
compare_with_synthesized() {
  [ -n "$synthesized" ] || return 0
  if printf '%s\n' "$synthesized" | grep -qxF "$audience ${account:--}"; then
    step ok 'as synthesized' 'audience and service account are those of the outputs that this script was made from'
  else
    step note 'as synthesized' 'no configuration of the outputs that this script was made from has this audience and service account'
  fi
}
