# The AWS credentials that a Google client would find, in its order: variables first, then instance metadata.

# excepted HOST: whether requests to a host bypass the proxy.
excepted() {
  for entry in $(printf %s "${p_no_proxy:-$p_NO_PROXY}" | tr ',' ' '); do
    case $entry in "$1" | '*') return 0 ;; */*) case $1 in "${entry%%.*}".*) return 0 ;; esac ;; esac
  done
  return 1
}

examine_proxy_of_metadata() {
  host=${credentials_url#http://}
  host=${host%%/*}
  host=${host%:*}
  set -f
  if [ -n "$p_HTTP_PROXY$p_http_proxy" ] && ! excepted "$host"; then
    fail proxy metadata-through-proxy "HTTP_PROXY is set, and NO_PROXY does not hold $host: the program asks the proxy for its AWS credentials"
  fi
  if [ -n "$p_HTTPS_PROXY$p_https_proxy" ] && ! excepted "$host"; then
    fail proxy metadata-through-proxy "HTTPS_PROXY is set, and NO_PROXY does not hold $host: Google's client for Node.js asks the proxy for its AWS credentials (others do not)"
  fi
  set +f
  [ -z "$p_HTTP_PROXY$p_http_proxy$p_HTTPS_PROXY$p_https_proxy" ] || step ok proxy "requests to $host bypass the proxy"
}

# Why instance metadata did not answer at all.
fail_without_metadata() {
  case $credentials_url in
    http://127.* | http://localhost*)
      fail 'instance metadata' sidecar-not-running "nothing answers at $credentials_url ($tool_said)" ;;
  esac
  if [ -n "$p_AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$p_AWS_CONTAINER_CREDENTIALS_FULL_URI" ]; then
    fail 'instance metadata' container-credentials "credentials are served to containers here, and $credentials_url does not answer ($tool_said)"
  fi
  if [ -n "$p_AWS_LAMBDA_FUNCTION_NAME" ]; then
    fail 'instance metadata' metadata-urls-on-lambda "a function has no instance metadata ($tool_said)"
  fi
  if [ -n "$1" ]; then fail 'instance metadata' metadata-hop-limit "metadata answers, but the PUT for a session token does not come back ($tool_said)"; fi
  fail 'instance metadata' no-metadata-service "$credentials_url does not answer ($tool_said)"
}

fetch_metadata_token() {
  imds_header=
  if [ -z "$imds_token_url" ]; then
    request GET "$credentials_url" '' 3
    [ -z "$problem" ] || fail_without_metadata ''
    [ "$status" != 401 ] || fail 'instance metadata' imdsv2-url-missing 'metadata wants a session token (IMDSv2), and the configuration names no imdsv2_session_token_url'
    return
  fi
  request PUT "$imds_token_url" '' 3 'X-aws-ec2-metadata-token-ttl-seconds: 300'
  if [ -n "$problem" ]; then
    put_said=$tool_said put_problem=$problem
    # A hop limit of 1 drops the answer to the PUT alone.
    request GET "$credentials_url" '' 2
    answered=
    [ -n "$problem" ] || answered=yes
    tool_said=$put_said
    [ "$put_problem" = timeout ] && [ -z "$answered" ] && in_container && [ -z "$p_AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$p_AWS_CONTAINER_CREDENTIALS_FULL_URI" ] && answered=perhaps
    case $credentials_url in http://169.254.169.254*) ;; *) answered= ;; esac
    fail_without_metadata "$answered"
  fi
  case $status in
    200) imds_token=$body; hide "$imds_token"; imds_header="X-aws-ec2-metadata-token: $imds_token" ;;
    403) fail 'instance metadata' metadata-switched-off "the request for a session token was answered 403 $body" ;;
    404 | 405) fail 'instance metadata' metadata-answered-by-another "the request for a session token was answered $status: this is not the metadata service of AWS" ;;
    *) fail 'instance metadata' no-metadata-service "the request for a session token was answered $status" ;;
  esac
}

ask_metadata() {
  if [ -n "$imds_header" ]; then request GET "$1" '' 4 "$imds_header"; else request GET "$1" '' 4; fi
  [ -z "$problem" ] || fail_without_metadata ''
}

choose_region() {
  region=${p_AWS_REGION:-$p_AWS_DEFAULT_REGION}
  if [ -z "$region" ]; then
    [ -n "$region_url" ] || fail region aws-region-wrong 'neither AWS_REGION nor AWS_DEFAULT_REGION is set, and the configuration has no region_url'
    ask_metadata "$region_url"
    [ "$status" = 200 ] || fail region no-metadata-service "$region_url was answered $status"
    zone=$body
    region=${zone%?}
    case $zone in
      *-[0-9]-*) fail region aws-region-wrong "the zone is '$zone', of a Local Zone or Wavelength Zone: clients sign for '$region', which is no region. Set AWS_REGION" ;;
      *-[0-9][a-z]) ;;
      *-[0-9]) fail region aws-region-wrong "region_url answers '$zone', a region: clients cut the last character off and sign for '$region'" ;;
      *) fail region aws-region-wrong "region_url answers '$zone', which is no availability zone" ;;
    esac
  fi
  case $region in
    cn-*) fail region china-partition "the region is $region: AWS STS of China is not among those that Google asks" ;;
    *[!a-z0-9-]* | '' | *-) fail region aws-region-wrong "the region is '$region'" ;;
  esac
}

read_aws_credentials() {
  access_key=$p_AWS_ACCESS_KEY_ID secret_key=$p_AWS_SECRET_ACCESS_KEY session_token=$p_AWS_SESSION_TOKEN
  role= aws_account= names_admitted= accounts_admitted=
  if [ -n "$access_key" ] && [ -n "$secret_key" ]; then
    case $access_key in
      ASIA*) [ -n "$session_token" ] || fail 'AWS credentials' aws-session-token-missing 'AWS_ACCESS_KEY_ID is one of a session, and AWS_SESSION_TOKEN is not set' ;;
    esac
    [ -n "${p_AWS_REGION:-$p_AWS_DEFAULT_REGION}" ] || [ -z "$credentials_url" ] || { examine_proxy_of_metadata; fetch_metadata_token; }
    choose_region
    step ok 'AWS credentials' "from the variables, which win over instance metadata; region $region"
    return
  fi
  if [ -z "$credentials_url" ]; then
    if [ -n "$p_AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$p_AWS_CONTAINER_CREDENTIALS_FULL_URI" ]; then
      fail 'AWS credentials' container-credentials 'credentials are served to containers here, which Google clients do not read, and the configuration has no url'
    fi
    fail 'AWS credentials' metadata-urls-missing 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and the configuration has no url'
  fi
  examine_proxy_of_metadata
  fetch_metadata_token
  choose_region
  ask_metadata "$credentials_url"
  case $status in
    200) ;;
    401) fail 'AWS credentials' imdsv2-url-missing "$credentials_url was answered 401" ;;
    404)
      case $credentials_url in
        http://127.*) fail 'AWS credentials' sidecar-without-credentials "$credentials_url was answered 404" ;;
      esac
      fail 'AWS credentials' instance-profile-missing "$credentials_url was answered 404: this instance has no instance profile"
      ;;
    *) fail 'AWS credentials' no-metadata-service "$credentials_url was answered $status $body" ;;
  esac
  role=$body
  case $role in
    '' | *[!A-Za-z0-9_+=,.@-]*) fail 'AWS credentials' metadata-answered-by-another "$credentials_url answers '$role', which is no name of a role" ;;
  esac
  ask_metadata "${credentials_url%/}/$role"
  [ "$status" = 200 ] || fail 'AWS credentials' instance-role-deleted "the credentials of role '$role' were answered $status $body"
  flat_credentials=$(printf %s "$body" | flatten_json) || fail 'AWS credentials' metadata-answered-by-another "the credentials of role '$role' are no JSON"
  of_credentials() { printf '%s\n' "$flat_credentials" | pick "$1"; }
  said=$(of_credentials Code)
  [ -z "$said" ] || [ "$said" = Success ] || fail 'AWS credentials' instance-role-deleted "the metadata service says '$said' of role '$role': $(of_credentials Message)"
  access_key=$(of_credentials AccessKeyId) secret_key=$(of_credentials SecretAccessKey) session_token=$(of_credentials Token)
  hide "$access_key"
  hide "$secret_key"
  hide "$session_token"
  [ -n "$access_key" ] && [ -n "$secret_key" ] || fail 'AWS credentials' metadata-answered-by-another "the credentials of role '$role' lack AccessKeyId or SecretAccessKey"
  step ok 'AWS credentials' "role $role from ${credentials_url%%/latest*}, region $region, until $(of_credentials Expiration)"
  read_account
  compare_role
}

# The AWS account of the instance, as far as metadata tells it.
read_account() {
  aws_account=
  ask_metadata "${credentials_url%%/latest/*}/latest/meta-data/iam/info"
  [ "$status" = 200 ] || return 0
  aws_account=$(printf %s "$body" | flatten_json | pick InstanceProfileArn | sed -n 's/^arn:[^:]*:iam::\([0-9]*\):.*/\1/p')
}

# $admitted has a line for each role that the Google side of the outputs admits: audience, account, role name.
compare_role() {
  names_admitted=$(printf '%s\n' "$admitted" | sed -n "s|^$audience [0-9]* ||p" | tr '\n' ' ')
  accounts_admitted=$(printf '%s\n' "$admitted" | sed -n "s|^$audience \([0-9]*\) .*|\1|p" | sort -u | tr '\n' ' ')
  [ -n "$names_admitted" ] || return 0
  case " $names_admitted" in
    *" $role "*) ;;
    *) step note role "the outputs that this script was made from admit ${names_admitted% }, not $role"; return ;;
  esac
  case " $accounts_admitted" in
    *" ${aws_account:-${accounts_admitted%% *}} "*) step ok role "$role is admitted by the outputs that this script was made from" ;;
    *) step note role "the outputs that this script was made from admit $role of ${accounts_admitted% }, not of $aws_account" ;;
  esac
}

# A token that the cluster or another issuer wrote to a file.
read_token_file() {
  case $token_file in /*) file=$root$token_file ;; *) file=$token_file ;; esac
  [ -e "$file" ] || fail token pod-token-not-mounted "the configuration names the token $token_file, which is not there"
  not_allowed=$file
  allowed "$file" || fail token file-not-readable "${not_allowed#"$root"} may not be read by the user of $subject"
  subject_token=$(cat "$file")
  if [ -n "$token_field" ]; then subject_token=$(printf %s "$subject_token" | flatten_json | pick "$token_field"); fi
  hide "$subject_token"
  claims=${subject_token#*.}
  claims=$(printf %s "${claims%%.*}" | tr '_-' '/+')
  while [ $((${#claims} % 4)) -ne 0 ]; do claims=$claims=; done
  claims=$(printf %s "$claims" | { base64 -d 2>/dev/null || openssl base64 -d -A 2>/dev/null; } | flatten_json) || claims=
  if [ -z "$claims" ]; then
    step note token "$token_file holds no JSON Web Token that can be read here"
    return
  fi
  ends=$(printf '%s\n' "$claims" | pick exp)
  who=$(printf '%s\n' "$claims" | pick sub)
  issuer=$(printf '%s\n' "$claims" | pick iss)
  if [ -n "$ends" ] && [ "$ends" -lt "$(date +%s)" ]; then
    fail token token-copied "the token of $who ended $(($(date +%s) - ends)) seconds ago"
  fi
  step ok token "of $who, issued by $issuer"
}

examine_credentials() {
  case $environment in
    aws1)
      read_aws_credentials
      return
      ;;
    '') ;;
    *) fail configuration configuration-incomplete "credential_source.environment_id is '$environment', and clients know aws1 only" ;;
  esac
  if [ -n "$token_file" ]; then
    read_token_file
  elif [ -n "$(get "${within}credential_source.executable.command")" ]; then
    give_up 'the configuration takes its token from a program, which the doctor does not run'
  elif [ -n "$credentials_url" ]; then
    give_up 'the configuration takes its token from a URL of its own, which the doctor does not ask'
  else
    fail configuration configuration-incomplete 'credential_source names neither AWS (environment_id) nor a file'
  fi
}
