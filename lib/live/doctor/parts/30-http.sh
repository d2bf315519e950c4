# HTTP by curl or GNU Wget. Addresses, headers and bodies may hold credentials: curl reads them from its standard
# input, Wget from files of mode 0600 that the trap removes. None is ever an argument.

quote_for_curl() {
  printf '"%s"' "$(printf %s "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# request METHOD URL BODY SECONDS HEADER...: sets status, body, http_date and problem (dns, connect, timeout, tls, proxy).
request() {
  method=$1 url=$2 request_body=$3 seconds=$4
  shift 4
  status= body= http_date= problem= tool_said=
  case $url in
    https:*) proxy=${p_https_proxy:-${p_HTTPS_PROXY:-${p_ALL_PROXY:-}}} ;;
    *) proxy=${p_http_proxy:-${p_HTTP_PROXY:-}} ;;
  esac
  exceptions=${p_no_proxy:-${p_NO_PROXY:-}}
  # Instance metadata is never asked through a proxy here: whether the program would is a step of its own.
  case $url in http:*) proxy= ;; esac
  "request_by_$http_tool" "$@"
}

request_by_curl() {
  answer=$({
    printf 'url = %s\nrequest = "%s"\nconnect-timeout = %s\nmax-time = %s\nproxy = %s\nnoproxy = %s\n' \
      "$(quote_for_curl "$url")" "$method" "$seconds" "$((seconds * 2))" "$(quote_for_curl "$proxy")" "$(quote_for_curl "$exceptions")"
    for header; do printf 'header = %s\n' "$(quote_for_curl "$header")"; done
    [ -z "$request_body" ] || printf 'data = %s\n' "$(quote_for_curl "$request_body")"
  } | { curl -q -sS -i -K - 2>&1; printf '\n%s' "$?"; })
  code=${answer##*"$newline"}
  answer=${answer%"$newline"*}
  case $code in
    0) read_answer ;;
    6) problem=dns ;;
    7) problem=connect ;;
    28) problem=timeout ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 64 | 66 | 77 | 80 | 82 | 83 | 90 | 91) problem=tls ;;
    5 | 97) problem=proxy ;;
    56) case $answer in *CONNECT* | *[Pp]roxy*) problem=proxy ;; *) problem=connect ;; esac ;;
    *) problem=connect ;;
  esac
  [ -z "$problem" ] || tool_said=${answer##*"$newline"}
}

# Splits headers from body; blocks of a proxy or of status 100 come first.
read_answer() {
  answer=$(printf %s "$answer" | tr -d '\r')
  while :; do
    case $answer in HTTP/*) ;; *) break ;; esac
    headers=${answer%%"$newline$newline"*}
    status=$(printf %s "$headers" | sed -n '1s/^[^ ]* \([0-9]*\).*/\1/p')
    http_date=$(printf '%s\n' "$headers" | sed -n 's/^[Dd][Aa][Tt][Ee]: *//p' | sed -n 1p)
    case $answer in *"$newline$newline"*) answer=${answer#*"$newline$newline"} ;; *) answer= ;; esac
  done
  body=$answer
}

request_by_wget() {
  make_work_folder
  rm -f "$work"/*
  {
    printf 'tries = 1\ntimeout = %s\ncontent_on_error = on\nmethod = %s\n' "$seconds" "$method"
    for header; do printf 'header = %s\n' "$header"; done
    if [ -n "$proxy" ]; then
      printf 'use_proxy = on\nhttps_proxy = %s\nhttp_proxy = %s\nno_proxy = %s\n' "$proxy" "$proxy" "$exceptions"
    else
      printf 'use_proxy = off\n'
    fi
    [ -z "$request_body" ] || printf 'body_file = %s\nheader = Content-Type: application/x-www-form-urlencoded\n' "$work/body"
  } >"$work/wgetrc"
  printf %s "$request_body" >"$work/body"
  # The address of a request never holds a credential; headers and bodies are in the files.
  WGETRC=/dev/null wget --config="$work/wgetrc" -S -O "$work/answer" "$url" 2>"$work/log"
  code=$?
  status=$(sed -n 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$work/log" | sed -n '$p')
  http_date=$(sed -n 's/^ *[Dd]ate: *//p' "$work/log" | sed -n '$p' | tr -d '\r')
  [ -z "$status" ] || body=$(cat "$work/answer" 2>/dev/null)
  # 6 and 8 are answers with a status, such as 401 and 404.
  if [ -z "$status" ] || { [ $code -ne 0 ] && [ $code -ne 6 ] && [ $code -ne 8 ]; }; then
    tool_said=$(sed '/^ *$/d' "$work/log" | sed -n '$p')
    if grep -q 'unable to resolve' "$work/log"; then problem=dns
    elif [ $code -eq 5 ]; then problem=tls
    elif grep -qi 'proxy tunneling' "$work/log"; then problem=proxy
    elif grep -qi 'timed out' "$work/log"; then problem=timeout
    else problem=connect
    fi
  fi
  rm -f "$work"/*
}
