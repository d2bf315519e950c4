# Signature version 4 in the shell: the built-in printf writes the bytes, a digest program reads them from its standard
# input, so no key is an argument of anything.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

# octal HEX [MASK]: the bytes as octal escapes for printf, each combined with the mask by exclusive or.
octal() {
  digits=$1 escaped=
  while [ -n "$digits" ]; do
    tail_digits=${digits#??}
    byte=$((0x${digits%"$tail_digits"} ^ ${2:-0}))
    escaped=$escaped\\$((byte / 64))$((byte / 8 % 8))$((byte % 8))
    digits=$tail_digits
  done
}

# hmac KEY_IN_HEX TEXT: prints the code in hexadecimal digits. Keys here have at most 64 bytes.
hmac() {
  key=$1
  [ ${#key} -le 128 ] || key=$(octal "$key"; printf "$escaped" | sha256)
  while [ ${#key} -lt 128 ]; do key=${key}00; done
  octal "$key" 54
  inner=$({ printf "$escaped"; printf %s "$2"; } | sha256)
  octal "$inner"
  inner_bytes=$escaped
  octal "$key" 92
  printf "$escaped$inner_bytes" | sha256
}

# Percent-encodes the standard input, by its bytes.
percent_encode() {
  to_hex | awk '
    BEGIN { digits = "0123456789abcdef"; for (i = 45; i < 127; i++) { c = sprintf("%c", i); if (c ~ /[A-Za-z0-9._~-]/) plain[sprintf("%02x", i)] = c } }
    { for (i = 1; i < length($0); i += 2) { h = substr($0, i, 2); printf "%s", h in plain ? plain[h] : "%" toupper(h) } }
  '
}

# sign_caller_identity: sets subject_token, the signed and not sent request as Google takes it.
sign_caller_identity() {
  now=$(date -u +%Y%m%dT%H%M%SZ)
  day=${now%T*}
  host=sts.$region.amazonaws.com
  names='host;x-amz-date;'
  security=
  if [ -n "$session_token" ]; then
    names=${names}x-amz-security-token\;
    security="x-amz-security-token:$session_token$newline"
  fi
  names=${names}x-goog-cloud-target-resource
  empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  canonical="POST$newline/${newline}Action=GetCallerIdentity&Version=2011-06-15${newline}host:$host${newline}x-amz-date:$now$newline"
  canonical="$canonical${security}x-goog-cloud-target-resource:$audience$newline$newline$names$newline$empty"
  scope=$day/$region/sts/aws4_request
  to_sign="AWS4-HMAC-SHA256$newline$now$newline$scope$newline$(printf %s "$canonical" | sha256)"
  signing_key=$(printf 'AWS4%s' "$secret_key" | to_hex)
  for part in "$day" "$region" sts aws4_request; do signing_key=$(hmac "$signing_key" "$part"); done
  signature=$(hmac "$signing_key" "$to_sign")
  authorization="AWS4-HMAC-SHA256 Credential=$access_key/$scope, SignedHeaders=$names, Signature=$signature"
  headers_json="{\"key\":\"Authorization\",\"value\":\"$authorization\"},{\"key\":\"host\",\"value\":\"$host\"},{\"key\":\"x-amz-date\",\"value\":\"$now\"}"
  [ -z "$session_token" ] || headers_json="$headers_json,{\"key\":\"x-amz-security-token\",\"value\":\"$session_token\"}"
  headers_json="$headers_json,{\"key\":\"x-goog-cloud-target-resource\",\"value\":\"$audience\"}"
  request_json="{\"url\":\"https://$host?Action=GetCallerIdentity&Version=2011-06-15\",\"method\":\"POST\",\"headers\":[$headers_json]}"
  subject_token=$(printf %s "$request_json" | percent_encode)
  hide "$signature"
  hide "$subject_token"
}
