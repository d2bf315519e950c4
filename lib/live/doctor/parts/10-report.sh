# Reporting: one line for each step, the cause and the fix after the first step that fails.

steps_json=
seconds_started=$(date +%s)

# Values that must not appear in what is printed, one to a line; filled as they are read.
hidden=

hide() {
  [ ${#1} -lt 8 ] || hidden=$hidden$1$newline
}

# Replaces what is hidden, by the shell alone: a value never becomes an argument of a program.
redact() {
  text=$1
  rest_hidden=$hidden
  while [ -n "$rest_hidden" ]; do
    secret=${rest_hidden%%"$newline"*}
    rest_hidden=${rest_hidden#*"$newline"}
    while :; do
      case $text in
        *"$secret"*) text=${text%%"$secret"*}'[hidden]'${text#*"$secret"} ;;
        *) break ;;
      esac
    done
  done
  text=$(printf %s "$text" | tr -s '\000-\037' ' ')
  # A marker of where the answer was cut keeps the whole report within what Systems Manager returns.
  [ ${#text} -le 480 ] || text=$(printf %.470s "$text")' [cut]'
}

json_string() {
  printf '"%s"' "$(printf %s "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# step STATUS NAME DETAIL
step() {
  redact "$3"
  if [ -n "$as_json" ]; then
    steps_json="$steps_json${steps_json:+,}$newline    {\"step\": $(json_string "$2"), \"status\": \"$1\", \"seen\": $(json_string "$text")}"
  else
    printf '%-5s %-26s %s\n' "$1" "$2" "$text"
  fi
}

# fail NAME CAUSE DETAIL: the first step that fails ends the walk.
fail() {
  step FAIL "$1" "$3"
  describe_cause "$2"
  finish no "$2"
}

# finish yes|no|unknown [CAUSE]
finish() {
  if [ -n "$as_json" ]; then
    printf '{\n  "doctor": %s,\n  "admitted": "%s",\n  "steps": [%s\n  ]' "$format" "$1" "$steps_json"
    if [ $# -gt 1 ]; then
      printf ',\n  "cause": {"id": %s, "text": %s, "confirm": %s, "fix": %s, "see": %s}' "$(json_string "$2")" \
        "$(json_string "$cause")" "$(json_string "$confirm")" "$(json_string "$fix")" "$(json_string "$page")"
    fi
    printf ',\n  "seconds": %s\n}\n' "$(($(date +%s) - seconds_started))"
  elif [ "$1" = yes ]; then
    printf '\nGoogle admits programs with the variables of %s.\n' "$subject"
  elif [ $# -gt 1 ]; then
    printf '\ncause    %s\n' "$cause"
    [ -z "$confirm" ] || printf 'confirm  %s\n' "$confirm"
    printf 'fix      %s\nsee      %s\n' "$fix" "$page"
  fi
  case $1 in yes) exit 0 ;; no) exit 1 ;; *) exit 2 ;; esac
}

# give_up REASON: nothing can be said.
give_up() {
  step '?' 'doctor' "$1"
  [ -n "$as_json" ] || printf '\nThe doctor could not look: %s\n' "$text" >&2
  finish unknown
}
