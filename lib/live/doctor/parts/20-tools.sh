# Tools: what this machine has. Of awk, sed, tr, od, date and cat every distribution has one.

has() {
  command -v "$1" >/dev/null 2>&1
}

work=
make_work_folder() {
  [ -n "$work" ] && return
  work=$(mktemp -d "${TMPDIR:-/tmp}/doctor.XXXXXX") || give_up 'no temporary folder can be made: set TMPDIR to a folder that may be written'
  trap 'rm -rf "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

choose_tools() {
  missing=
  for tool in awk sed tr od date cat; do has $tool || missing="$missing $tool"; done
  [ -z "$missing" ] || give_up "missing programs:$missing. Install them, or run the doctor in a container of an image that has a shell and curl, with the same network and variables"
  if has curl; then
    http_tool=curl
  elif has wget && wget --version 2>/dev/null | grep -q 'GNU Wget'; then
    http_tool=wget
    make_work_folder
  elif has wget; then
    give_up 'the only program for HTTP is the wget of BusyBox, which sends no PUT request and checks no certificate: install curl or GNU Wget'
  else
    give_up 'neither curl nor GNU Wget is installed: install one of them, or run the doctor in a container that has it, with the same network and variables'
  fi
  if has sha256sum; then
    sha256() { sha256sum | sed 's/ .*//'; }
  elif has openssl; then
    sha256() { openssl dgst -sha256 | sed 's/.* //'; }
  else
    give_up 'neither sha256sum nor openssl is installed: install one of them'
  fi
}

# Prints the bytes of the standard input in hexadecimal digits.
to_hex() {
  od -An -v -tx1 | tr -d ' \n\t'
}

# Flattens the JSON of the standard input to lines of PATH, tab, VALUE. Exit code 1 if it is no JSON object.
flatten_json() {
  awk '
    function fail() { bad = 1; at = size + 1 }
    function peek() { while (at <= size && index(" \t\r\n", substr(all, at, 1))) at++; return substr(all, at, 1) }
    function string(  out, c, hex) {
      out = ""; at++
      while (at <= size) {
        c = substr(all, at, 1)
        if (c == "\"") { at++; return out }
        if (c == "\\") {
          at++; c = substr(all, at, 1)
          if (c == "u") {
            hex = substr(all, at + 1, 4); at += 4
            c = hex ~ /^00[0-7]/ ? sprintf("%c", (index("01234567", substr(hex, 3, 1)) - 1) * 16 + index("0123456789abcdef", tolower(substr(hex, 4, 1))) - 1) : "?"
          } else if (c == "n" || c == "r" || c == "t" || c == "b" || c == "f") c = " "
        }
        out = out c; at++
      }
      fail(); return out
    }
    function value(path,  c, key, n, start) {
      c = peek()
      if (c == "{") {
        at++
        if (peek() == "}") { at++; return }
        while (!bad) {
          if (peek() != "\"") { fail(); return }
          key = string()
          if (peek() != ":") { fail(); return }
          at++; value(path == "" ? key : path "." key)
          c = peek(); at++
          if (c == "}") return
          if (c != ",") { fail(); return }
        }
      } else if (c == "[") {
        at++; n = 0
        if (peek() == "]") { at++; return }
        while (!bad) {
          value(path "." n); n++
          c = peek(); at++
          if (c == "]") return
          if (c != ",") { fail(); return }
        }
      } else if (c == "\"") {
        print path "\t" string()
      } else {
        start = at
        while (at <= size && !index(",]} \t\r\n", substr(all, at, 1))) at++
        if (at == start) { fail(); return }
        print path "\t" substr(all, start, at - start)
      }
    }
    { all = all $0 "\n" }
    END { size = length(all); at = 1; if (peek() != "{") exit 1; value(""); peek(); if (bad || at <= size) exit 1 }
  '
}

# pick PATH: the value of one path of what flatten_json wrote, from the standard input.
pick() {
  awk -F '\t' -v path="$1" '$1 == path { print substr($0, length(path) + 2); exit }'
}
