newline='
'
format=1
service= pid= bucket= dataset= as_json=

usage() {
  cat <<'TEXT'
Usage: sh doctor.sh [--service NAME | --pid NUMBER] [--bucket NAME] [--dataset PROJECT.DATASET] [--json]

Finds out why a program on this machine is not admitted to Google Cloud: walks the steps that a Google client takes,
with the real services, and stops at the first that fails. Changes nothing; prints no secret.

Options:
  --service NAME  examine the variables of the main process of a systemd service (default: those of this shell)
  --pid NUMBER    examine those of a process
  --bucket NAME   list a bucket at the end
  --dataset NAME  list the tables of a BigQuery dataset at the end, PROJECT.DATASET
  --json          write the report as JSON

Exit codes: 0 admitted, 1 not admitted, 2 nothing can be said
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --service=* | --pid=* | --bucket=* | --dataset=*)
      option=${1%%=*} value=${1#*=}
      shift
      set -- "$option" "$value" "$@"
      continue
      ;;
    --service | --pid | --bucket | --dataset)
      [ $# -ge 2 ] || { echo "doctor: $1 has no value: pass one" >&2; exit 2; }
      eval "${1#--}=\$2"
      shift 2
      ;;
    --json) as_json=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "doctor: argument '$1' is unknown: see --help" >&2; exit 2 ;;
  esac
done
case $dataset in '' | ?*.?*) ;; *) echo "doctor: --dataset takes PROJECT.DATASET, not '$dataset'" >&2; exit 2 ;; esac

subject='this shell'
choose_tools
examine_process
examine_variables
examine_configuration
examine_credentials
examine_google
finish yes
