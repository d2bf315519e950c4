# Google's side: the way there, the clock, the exchange of the token, impersonation, one call.

cloud_platform=https://www.googleapis.com/auth/cloud-platform

# reach URL: whether a host of Google answers at all.
reach() {
  host=${1#https://}
  host=${host%%/*}
  request GET "https://$host/" '' 6
  case $problem in
    '') ;;
    dns) fail "network to $host" names-not-resolved "the name is not resolved ($tool_said)" ;;
    tls) fail "network to $host" tls-intercepted "no trusted TLS connection ($tool_said)" ;;
    proxy) fail "network to $host" proxy-refuses "the proxy ${proxy##*@} does not connect ($tool_said)" ;;
    *)
      if [ -n "$proxy" ]; then fail "network to $host" proxy-refuses "the proxy ${proxy##*@} does not connect ($tool_said)"; fi
      fail "network to $host" no-route-to-google "no connection ($tool_said)"
      ;;
  esac
  step ok "network to $host" "answers${proxy:+ through the proxy ${proxy##*@}}"
}

# Seconds since 1970 of the date of an HTTP answer.
epoch_of() {
  printf '%s\n' "$1" | awk '{
    month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $3) + 2) / 3
    split($5, time, ":")
    y = $4 - (month < 3); m = month + (month < 3 ? 12 : 0)
    days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + $2 - 719469
    printf "%.0f\n", days * 86400 + time[1] * 3600 + time[2] * 60 + time[3]
  }'
}

examine_clock() {
  case $http_date in [A-Z]??,' '*) ;; *) return 0 ;; esac
  skew=$(($(date +%s) - $(epoch_of "$http_date")))
  [ $skew -ge 0 ] || skew=$((0 - skew))
  if [ $skew -gt 900 ]; then
    fail clock clock-wrong "the clock of this machine is $skew seconds off: AWS rejects signatures that are more than 15 minutes old"
  elif [ $skew -gt 120 ]; then
    step note clock "the clock of this machine is $skew seconds off"
  else
    step ok clock "within $skew seconds of Google's"
  fi
}

error_text() {
  flat_answer=$(printf %s "$body" | flatten_json) || { printf %s "$body"; return; }
  for path in error_description error.message error; do
    said=$(printf '%s\n' "$flat_answer" | pick "$path")
    [ -z "$said" ] || { printf %s "$said"; return; }
  done
  printf %s "$body"
}

exchange_token() {
  form="grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
  form="$form&requested_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&scope=$(printf %s "$cloud_platform" | percent_encode)"
  form="$form&audience=$(printf %s "$audience" | percent_encode)&subject_token_type=$(printf %s "$token_type" | percent_encode)"
  form="$form&subject_token=$(printf %s "$subject_token" | percent_encode)"
  request POST "$token_url" "$form" 10 'Content-Type: application/x-www-form-urlencoded'
  form=
  [ -z "$problem" ] || fail 'token exchange' no-route-to-google "$token_url: $tool_said"
  if [ "$status" = 200 ]; then
    token=$(printf %s "$body" | flatten_json | pick access_token)
    hide "$token"
    step ok 'token exchange' 'Google admits this identity'
    return
  fi
  said=$(error_text)
  lower=$(printf %s "$said $body" | tr '[:upper:]' '[:lower:]')
  case $lower in
    *'attribute condition'*)
      id=other-role
      case " ${names_admitted-} " in *" ${role:-?} "*) case " $accounts_admitted" in *" ${aws_account:-?} "*) ;; *) [ -z "${aws_account-}" ] || id=other-account ;; esac ;; esac
      ;;
    *'mapped attribute'*127* | *'127 bytes'*) id=subject-too-long ;;
    *'google.subject'*) id=subject-not-mapped ;;
    *'signature expired'* | *'not yet current'*) id=clock-wrong ;;
    *signaturedoesnotmatch*) id=aws-secret-of-other-key ;;
    *expiredtoken* | *'token included in the request is expired'*) id=aws-credentials-ended ;;
    *invalidclienttokenid*) id=aws-keys-unknown ;;
    *'account'*'does not match'* | *'aws account'*) id=other-account ;;
    *invalid_target*) id=pool-not-deployed ;;
    *'for "audience"'*) id=audience-malformed ;;
    *issuer*) id=issuer-of-other-cluster ;;
    *'expired'* | *'stale'*) id=token-copied ;;
    *'jwks'* | *'verification key'* | *'signature'*) id=keys-rotated ;;
    *'subject_token_type'*) id=wrong-token-type ;;
    *)
      case $status in 429 | 5??) id=google-unavailable ;; *) id=exchange-rejected ;; esac
      ;;
  esac
  fail 'token exchange' $id "$status $said${role:+ (role $role${aws_account:+ of account $aws_account})}"
}

impersonate() {
  [ -n "$impersonation_url" ] || { bearer=$token; return 0; }
  reach "$impersonation_url"
  case $lifetime in
    '') seconds_asked=3600 ;;
    *[!0-9]*) fail impersonation lifetime-out-of-range "token_lifetime_seconds is '$lifetime'" ;;
    *)
      seconds_asked=$lifetime
      { [ "$lifetime" -ge 600 ] && [ "$lifetime" -le 43200 ]; } || fail impersonation lifetime-out-of-range "token_lifetime_seconds is $lifetime"
      ;;
  esac
  request POST "$impersonation_url" "{\"scope\":[\"$cloud_platform\"],\"lifetime\":\"${seconds_asked}s\"}" 10 \
    'Content-Type: application/json' "Authorization: Bearer $token"
  [ -z "$problem" ] || fail impersonation no-route-to-google "$impersonation_url: $tool_said"
  if [ "$status" = 200 ]; then
    bearer=$(printf %s "$body" | flatten_json | pick accessToken)
    hide "$bearer"
    step ok impersonation "$account, for $seconds_asked seconds"
    return
  fi
  said=$(error_text)
  case "$status $said $body" in
    *SERVICE_DISABLED* | *'has not been used in project'*) id=api-not-enabled ;;
    *[Ss]ervice\ Controls* | *VPC_SERVICE_CONTROLS*) id=service-perimeter ;;
    *disabled*) id=service-account-disabled ;;
    404\ *) id=service-account-wrong ;;
    *getAccessToken*) id=member-differs ;;
    400\ *) id=lifetime-above-policy; [ "$seconds_asked" -gt 3600 ] || id=exchange-rejected ;;
    429\ * | 5??\ *) id=google-unavailable ;;
    403\ *) id=member-differs ;;
    *) id=exchange-rejected ;;
  esac
  fail impersonation $id "$status $said"
}

# call NAME URL: one request to the API that the program uses.
call() {
  reach "$2"
  request GET "$2" '' 10 "Authorization: Bearer $bearer"
  [ -z "$problem" ] || fail "$1" no-route-to-google "$tool_said"
  case $status in
    200) step ok "$1" 'answers the list of its contents'; return ;;
  esac
  said=$(error_text)
  case "$status $said $body" in
    *SERVICE_DISABLED* | *'has not been used in project'*) id=api-of-resource ;;
    *[Ss]ervice\ Controls* | *VPC_SERVICE_CONTROLS*) id=service-perimeter ;;
    401\ *) id=federated-token-not-taken ;;
    404\ *) id=resource-not-there ;;
    429\ * | 5??\ *) id=google-unavailable ;;
    *) id=role-missing ;;
  esac
  fail "$1" $id "$status $said"
}

examine_google() {
  reach "$token_url"
  examine_clock
  [ "$environment" != aws1 ] || sign_caller_identity
  exchange_token
  impersonate
  [ -z "$bucket" ] || call "bucket $bucket" "https://storage.googleapis.com/storage/v1/b/$(printf %s "$bucket" | percent_encode)/o?maxResults=1"
  if [ -n "$dataset" ]; then
    project=${dataset%%.*}
    call "dataset $dataset" "https://bigquery.googleapis.com/bigquery/v2/projects/$(printf %s "$project" | percent_encode)/datasets/$(printf %s "${dataset#*.}" | percent_encode)/tables?maxResults=1"
  fi
}
