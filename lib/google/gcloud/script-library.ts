/**
 * The part of the script that is equal in every script: POSIX shell, with no program but `gcloud`, `bq` and those of every
 * POSIX system. Names that it takes from the head of the script: `script`, `fix_of`.
 */
export const SCRIPT_LIBRARY = String.raw`
mode=apply
dry=no
prune=no
record=
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --undo) mode=undo ;;
    --prune) prune=yes ;;
    --record) [ $# -gt 1 ] || { echo '--record needs a file' >&2; exit 2; }; record=$2; shift ;;
    --record=*) record=${'$'}{1#--record=} ;;
    -h | --help) usage; exit 0 ;;
    *) echo "option $1 is unknown: try --help" >&2; exit 2 ;;
  esac
  shift
done
[ -n "$record" ] || record=$(dirname "$0")/$(basename "$0" .sh).made

newline='
'
separator=$(printf '\037')
tries_at_most=${'$'}{CDK_GCP_TRIES:-30}
pause=${'$'}{CDK_GCP_PAUSE:-5}
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
: > "$work/described"
export CLOUDSDK_CORE_DISABLE_PROMPTS=1
command -v gcloud > /dev/null || { echo 'gcloud is not installed: see https://cloud.google.com/sdk/docs/install, or use Cloud Shell' >&2; exit 1; }

say() { printf '%s\n' "$*"; }

# Prints words as a command line.
print_command() {
  for word; do
    case $word in
      '' | *[!A-Za-z0-9_./:=@,+-]*) printf " '%s'" "$(printf '%s' "$word" | sed "s/'/'\\\\''/g")" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}

stop() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# Ends the script after a command that failed: its answer, and the fix if it is known.
fail() {
  {
    printf '\nThis command failed:\n '
    print_command "$@"
    cat "$work/errors"
    fix_of "$(cat "$work/errors")"
    say 'Nothing after it was run. Fix the cause and run the script again: it continues where it stopped.'
  } >&2
  exit 1
}

# Waits for what was created moments ago. Fails if it is not that, or has not come.
wait_or_fail() {
  case $(cat "$work/errors") in
    *'Identity Pool does not exist'* | *'ervice account'*'does not exist'* | *'Unknown service account'*) ;;
    *SERVICE_DISABLED* | *'has not been used in project'* | *'concurrent policy changes'*) ;;
    *) fail "$@" ;;
  esac
  tries=$((tries + 1))
  [ "$tries" -lt "$tries_at_most" ] || fail "$@"
  say "  waiting, since Google does not know yet what was created or enabled ($tries)"
  sleep "$pause"
}

# Reads something into $found. Returns 1 if it is not there.
look() {
  tries=0
  until found=$("$@" 2> "$work/errors" < /dev/null); do
    found=
    case $(cat "$work/errors") in
      *NOT_FOUND*) return 1 ;;
      *SERVICE_DISABLED* | *'has not been used in project'*) [ "$dry" = no ] || return 1 ;;
    esac
    wait_or_fail "$@"
  done
}

# Runs a command that changes something; in a dry run it is printed.
change() {
  if [ "$dry" = yes ]; then
    printf '  would run:'
    print_command "$@"
    return
  fi
  tries=0
  until "$@" > "$work/output" 2> "$work/errors" < /dev/null; do wait_or_fail "$@"; done
}

# Waits until a read finds what was created, which can take seconds.
settle() {
  [ "$dry" = no ] || return 0
  reads=1
  until look "$@"; do
    [ "$reads" -lt "$tries_at_most" ] || fail "$@"
    reads=$((reads + 1))
    sleep "$pause"
  done
}

# Joins words to a line of the record.
line_of() {
  line=
  for word; do line=$line$separator$word; done
  line=${'$'}{line#"$separator"}
}

# Notes that this script describes something, whether or not it has made it.
described() {
  line_of "$@"
  printf '%s\n' "$line" >> "$work/described"
}

# Notes that this script has made something, so that --undo can take it back.
made() {
  line_of "$@"
  [ "$dry" = no ] || return 0
  if [ ! -f "$record" ] || ! grep -qxF -e "$line" "$record"; then printf '%s\n' "$line" >> "$record"; fi
}

# Leaves out what Google shows or does not show of what is not disabled.
without_defaults() { printf '%s\n' "$found" | sed '/^  "disabled": false,*$/d'; }

# Refuses to change what somebody else made. $1 what it is, $2 whether it may be taken over, $3 the option for that
require_ours() {
  case $found in *'managed by cdk-gcp-federation'*) return ;; esac
  [ "$2" = no ] || return 0
  stop "$1 exists, and cdk-gcp-federation did not make it. Choose another id, or write the script with --take-over $3 to manage it from now on."
}

require_enabled() {
  case $found in *'"disabled": true'*) stop "$1 is disabled. Find out why, enable it, and run the script again." ;; esac
}

# apis PROJECT API...
apis() {
  project=$1
  shift
  say "APIs of project $project"
  look gcloud services list --enabled --project="$project" --format='value(config.name)' || :
  missing=
  for api; do
    described api "$project" "$api"
    case $newline$found$newline in *"$newline$api$newline"*) ;; *) missing="$missing $api" ;; esac
  done
  if [ -z "$missing" ]; then say '  are enabled already'; return; fi
  # The names of APIs hold no blanks.
  change gcloud services enable $missing --project="$project"
  for api in $missing; do made api "$project" "$api"; done
}

# project_number PROJECT NUMBER
project_number() {
  look gcloud projects describe "$1" --format='value(projectNumber)' || fail gcloud projects describe "$1"
  [ -z "$found" ] || [ "$found" = "$2" ] || stop "gcpProjectNumber $2 is not the number of project $1: that is $found. Correct the federation file."
}

# pool PROJECT POOL WANTED TAKE_OVER OPTION...
pool() {
  project=$1 pool=$2 wanted=$3 take_over=$4
  shift 4
  say "Pool $pool of project $project"
  described pool "$project" "$pool"
  in_pool="--location=global --project=$project"
  if ! look gcloud iam workload-identity-pools describe "$pool" $in_pool --format='json(description,disabled,displayName,state)'; then
    change gcloud iam workload-identity-pools create "$pool" $in_pool "$@"
    made pool "$project" "$pool"
    return
  fi
  require_ours "pool $pool of project $project" "$take_over" pool
  case $found in
    *'"state": "DELETED"'*)
      say '  was deleted less than 30 days ago: restoring it'
      change gcloud iam workload-identity-pools undelete "$pool" $in_pool
      made pool "$project" "$pool"
      found=$(printf '%s\n' "$found" | sed 's/^  "state": "DELETED"/  "state": "ACTIVE"/')
      ;;
  esac
  require_enabled "pool $pool of project $project"
  if [ "$(without_defaults)" = "$wanted" ]; then say '  is there already'; return; fi
  say '  differs'
  change gcloud iam workload-identity-pools update "$pool" $in_pool "$@"
}

# provider aws|oidc PROJECT POOL PROVIDER WANTED TAKE_OVER KEYS OPTION...
provider() {
  kind=$1 project=$2 pool=$3 provider=$4 wanted=$5 take_over=$6 keys=$7
  shift 7
  say "Provider $provider of pool $pool"
  described provider "$project" "$pool" "$provider"
  in_pool="--workload-identity-pool=$pool --location=global --project=$project"
  if [ -n "$keys" ]; then
    printf '%s' "$keys" > "$work/keys.json"
    set -- "$@" --jwk-json-path="$work/keys.json"
  fi
  parts='attributeCondition,attributeMapping,aws,description,disabled,displayName,oidc,state'
  if ! look gcloud iam workload-identity-pools providers describe "$provider" $in_pool --format="json($parts)"; then
    change gcloud iam workload-identity-pools providers "create-$kind" "$provider" $in_pool "$@"
    made provider "$project" "$pool" "$provider"
    return
  fi
  require_ours "provider $provider of pool $pool" "$take_over" provider
  case $found in
    *'"state": "DELETED"'*)
      say '  was deleted less than 30 days ago: restoring it'
      change gcloud iam workload-identity-pools providers undelete "$provider" $in_pool
      made provider "$project" "$pool" "$provider"
      found=$(printf '%s\n' "$found" | sed 's/^  "state": "DELETED"/  "state": "ACTIVE"/')
      ;;
  esac
  require_enabled "provider $provider of pool $pool"
  if [ "$(without_defaults)" = "$wanted" ]; then say '  is there already'; return; fi
  say '  differs'
  change gcloud iam workload-identity-pools providers "update-$kind" "$provider" $in_pool "$@"
}

# existing_pool PROJECT POOL
existing_pool() {
  say "Pool $2 of project $1, which is managed elsewhere"
  look gcloud iam workload-identity-pools describe "$2" --location=global --project="$1" --format='json(disabled,state)' \
    || stop "pool $2 of project $1 does not exist. Write the script without --existing-pool to create it."
  case $found in *'"state": "DELETED"'*) stop "pool $2 of project $1 is deleted. Have the team that manages it restore it." ;; esac
  require_enabled "pool $2 of project $1"
}

# existing_provider PROJECT POOL PROVIDER TRUST CONDITION_PART...
existing_provider() {
  project=$1 pool=$2 provider=$3 trust=$4
  shift 4
  say "Provider $provider of pool $pool, which is managed elsewhere"
  look gcloud iam workload-identity-pools providers describe "$provider" --workload-identity-pool="$pool" --location=global --project="$project" \
    --format='json(attributeCondition,aws.accountId,disabled,oidc.issuerUri,state)' \
    || stop "provider $provider of pool $pool does not exist. Write the script without --existing-provider to create it."
  case $found in *'"state": "DELETED"'*) stop "provider $provider of pool $pool is deleted. Have the team that manages it restore it." ;; esac
  require_enabled "provider $provider of pool $pool"
  case $found in *"$trust"*) ;; *) stop "provider $provider of pool $pool does not trust what this side is for: it has no $trust." ;; esac
  for part; do
    case $found in *"$part"*) ;; *) say "  warning: its condition does not name $part. Have the team that manages it admit this identity." ;; esac
  done
}

# service_account PROJECT ID EMAIL WANTED TAKE_OVER OPTION...
service_account() {
  project=$1 id=$2 email=$3 wanted=$4 take_over=$5
  shift 5
  say "Service account $email"
  described service-account "$project" "$email"
  if ! look gcloud iam service-accounts describe "$email" --project="$project" --format='json(description,disabled,displayName)'; then
    change gcloud iam service-accounts create "$id" --project="$project" "$@"
    made service-account "$project" "$email"
    settle gcloud iam service-accounts describe "$email" --project="$project" --format='json(email)'
    return
  fi
  require_ours "service account $email" "$take_over" service-accounts
  require_enabled "service account $email"
  if [ "$(without_defaults)" = "$wanted" ]; then say '  is there already'; return; fi
  say '  differs'
  change gcloud iam service-accounts update "$email" --project="$project" "$@"
}

# Whether a policy has a grant. $1 the role, $2 the member, $3 and $4 title and expression of the condition in base64
has_grant() {
  role=$1 member=$2
  line_of "$1" "$2" "$3" "$4"
  row=$line group=$5
  shift 5
  if [ "$group" = bq ]; then
    look bq --format=json get-iam-policy --table=true "$@" || return 1
    printf '%s\n' "$found" | tr '{' '\n' | grep -F -e "\"$role\"" | grep -qF -e "\"$member\""
    return
  fi
  columns='bindings.role, bindings.members, bindings.condition.title.encode(base64), bindings.condition.expression.encode(base64)'
  # The words of the group are fixed, and none holds a blank.
  look $group get-iam-policy "$@" --flatten='bindings[].members[]' --format="value[separator='$separator']($columns)" || return 1
  case $newline$found$newline in *"$newline$row$newline"*) return 0 ;; esac
  return 1
}

# Adds or removes a grant. $1 add or remove, $2 the role, $3 the member, $4 the condition as JSON, $5 whether conditions are taken
change_grant() {
  verb=$1 role=$2 member=$3 condition=$4 conditions=$5 group=$6
  shift 6
  if [ "$group" = bq ]; then
    change bq "$verb-iam-policy-binding" --member="$member" --role="$role" --table=true "$@"
    return
  fi
  if [ -n "$condition" ]; then
    printf '%s' "$condition" > "$work/condition.json"
    [ "$dry" = no ] || say "  condition: $condition"
    set -- "$@" --condition-from-file="$work/condition.json"
  elif [ "$conditions" = yes ]; then
    set -- "$@" --condition=None
  fi
  change $group "$verb-iam-policy-binding" "$@" --member="$member" --role="$role" --format=none
}

# grant ROLE MEMBER TITLE EXPRESSION CONDITION CONDITIONS GROUP RESOURCE OPTION...
# TITLE and EXPRESSION are those of CONDITION in base64, in which gcloud prints them on one line.
grant() {
  say "Grant $1 on $8 to $2"
  described grant "$@"
  line_of grant "$@"
  granted=$line granted_role=$1 granted_member=$2 title=$3 expression=$4 granted_condition=$5 conditions=$6 group=$7
  shift 7
  if has_grant "$granted_role" "$granted_member" "$title" "$expression" "$group" "$@"; then say '  is there already'; return; fi
  change_grant add "$granted_role" "$granted_member" "$granted_condition" "$conditions" "$group" "$@"
  made "$granted"
}

# organization_policy PARENT_OPTION NAME CONSTRAINT POLICY VALUE...
organization_policy() {
  parent=$1 name=$2 constraint=$3 policy=$4
  shift 4
  say "Organization policy $name"
  described organization-policy "$parent" "$constraint"
  if look gcloud org-policies describe "$constraint" "$parent" --format='value(spec.rules[].values.allowedValues.flatten())'; then
    for value; do
      case ,$found, in
        *",$value,"* | *";$value,"* | *",$value;"* | *";$value;"*) ;;
        *) stop "organization policy $name exists, and does not allow $value. Have an administrator of organization policies add it." ;;
      esac
    done
    say '  is there already'
    return
  fi
  printf '%s' "$policy" > "$work/policy.json"
  [ "$dry" = no ] || say "  policy: $policy"
  change gcloud org-policies set-policy "$work/policy.json"
  made organization-policy "$parent" "$constraint"
}

# Takes back one line of the record.
take_back() {
  old_ifs=$IFS
  IFS=$separator
  set -f
  set -- $1
  set +f
  IFS=$old_ifs
  kind=$1
  shift
  case $kind in
    api)
      say "API $2 of project $1"
      if [ "$dry" = yes ]; then change gcloud services disable "$2" --project="$1"; return; fi
      gcloud services disable "$2" --project="$1" > "$work/output" 2> "$work/errors" < /dev/null || say '  stays enabled, since something else uses it'
      ;;
    pool)
      say "Pool $2 of project $1"
      look gcloud iam workload-identity-pools describe "$2" --location=global --project="$1" --format='json(state)' || { say '  is gone already'; return; }
      case $found in *DELETED*) say '  is deleted already'; return ;; esac
      change gcloud iam workload-identity-pools delete "$2" --location=global --project="$1"
      ;;
    provider)
      say "Provider $3 of pool $2"
      look gcloud iam workload-identity-pools providers describe "$3" --workload-identity-pool="$2" --location=global --project="$1" --format='json(state)' \
        || { say '  is gone already'; return; }
      case $found in *DELETED*) say '  is deleted already'; return ;; esac
      change gcloud iam workload-identity-pools providers delete "$3" --workload-identity-pool="$2" --location=global --project="$1"
      ;;
    service-account)
      say "Service account $2"
      look gcloud iam service-accounts describe "$2" --project="$1" --format='json(email)' || { say '  is gone already'; return; }
      change gcloud iam service-accounts delete "$2" --project="$1"
      ;;
    organization-policy)
      say "Organization policy $2"
      look gcloud org-policies describe "$2" "$1" --format='json(name)' || { say '  is gone already'; return; }
      change gcloud org-policies delete "$2" "$1"
      ;;
    grant)
      say "Grant $1 on $8 to $2"
      granted_role=$1 granted_member=$2 title=$3 expression=$4 granted_condition=$5 conditions=$6 group=$7
      shift 7
      has_grant "$granted_role" "$granted_member" "$title" "$expression" "$group" "$@" || { say '  is gone already'; return; }
      change_grant remove "$granted_role" "$granted_member" "$granted_condition" "$conditions" "$group" "$@"
      ;;
    *) stop "the record $record has an entry of unknown kind: $kind. Use the script that wrote it." ;;
  esac
}

# Takes back the lines of a file, the last first, and strikes each from the record.
take_back_all() {
  sed '1!G;h;$!d' "$1" > "$work/backwards"
  while IFS= read -r entry <&3; do
    take_back "$entry"
    [ "$dry" = no ] || continue
    grep -vxF -e "$entry" "$record" > "$work/rest" || :
    cat "$work/rest" > "$record"
  done 3< "$work/backwards"
}

undo() {
  [ -s "$record" ] || stop "there is nothing to undo: $record, the record of what this script has made, is empty or missing. Pass the file with --record."
  take_back_all "$record"
  [ "$dry" = no ] || { say 'Nothing was changed.'; exit 0; }
  rm -f "$record"
  say 'Everything that this script had made is taken back. The id of a deleted pool stays taken for 30 days; running the script again restores it.'
}

# Finds what an earlier version of this script has made, and this one does not describe.
leftovers() {
  [ -s "$record" ] || return 0
  grep -vxF -f "$work/described" "$record" > "$work/leftovers" || return 0
  if [ "$prune" = yes ]; then
    say 'No longer described:'
    take_back_all "$work/leftovers"
  else
    say "An earlier version made $(grep -c '' "$work/leftovers") things that this one does not describe: run it with --prune to take them back."
  fi
}

finish() {
  leftovers
  if [ "$dry" = yes ]; then say 'Nothing was changed.'; exit 0; fi
  printf '\n'
  hand_over
}
`.trimStart();
