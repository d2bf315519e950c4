import { quote } from '../shell';

/**
 * Makes the network, and the disk: file systems in memory, which end with the namespace. $1 is the folder of the disk,
 * `$2` the addresses; what follows is run.
 */
export const NETWORK_SCRIPT = `set -eu
disk=$1
ip link set lo up
for address in $2; do ip address add $address/32 dev lo; done
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start || :
mount -t tmpfs -o size=1g,mode=755 tmpfs "$disk"
shift 2
exec "$@"`;

/**
 * Fills the disk `$1` as that of an instance that boots for the first time; `$2` is the line for /etc/hosts.
 *
 * - The kernel gives no overlay over / to a user namespace, as other file systems are mounted below. So / is a folder of
 *   the disk with the folders of an operating system; /usr and its like are overlays, and /etc is a copy. Nothing else of
 *   this machine is there: no home, no /tmp, no /run, no project.
 * - Keys and password hashes are what not everybody may read. What this machine sets for all its processes is left out.
 * - To a plain user the folders of /usr belong to nobody: an upper layer with folders of its own makes them writable.
 */
export const DISK_SCRIPT = `set -eu
umask 22
disk=$1
mkdir "$disk/root" "$disk/upper" "$disk/volumes" "$disk/work" "$disk/mnt"
cd "$disk/root"
mkdir -p dev etc home media mnt opt proc root run/lock srv sys tmp usr var/cache var/lib var/local var/log var/mail var/opt var/spool var/tmp
chmod 1777 tmp var/tmp
ln -s /run var/run
ln -s /run/lock var/lock
for f in /*; do [ ! -L "$f" ] || case $(readlink "$f") in usr/* | /usr/*) cp -P "$f" . ;; esac; done
cp -rP /etc . 2>/dev/null || :
find etc ! -type l ! -perm -004 ! -path 'etc/sudoers*' -prune -exec rm -rf {} +
rm -rf etc/environment etc/hosts etc/resolv.conf etc/profile.d etc/cdk-gcp
mkdir etc/profile.d
: >etc/environment
: >etc/resolv.conf
echo "$2" >etc/hosts
[ -O /usr ] || (cd / && find usr opt -xdev -maxdepth 3 -type d -print0) | (cd "$disk/upper" && xargs -0 mkdir -p)
: >"$disk/mark"`;

/** What a program on the machine sees beside the disk. */
export interface MachineView {
  /** Folders of this machine; what is written there stays on the disk. @default - none */
  readonly folders?: readonly ShownFolder[];
  /** Folders of this machine, read-only. @default - none */
  readonly readOnly?: readonly ShownFolder[];
  /** What must not be seen, though it may lie in a folder of the operating system. @default - nothing */
  readonly hidden?: readonly string[];
  /** Volumes that programs share. @default - none */
  readonly volumes?: readonly Volume[];
}

/** A folder of this machine, and where programs on the machine of the rehearsal see it. */
export interface ShownFolder {
  readonly from: string;
  readonly at: string;
}

/** Where a program sees a volume. */
export interface Volume {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * Makes the machine from the disk `$1` and runs the rest of its arguments there, in a last user namespace, in which
 * nobody can undo a mount that stands here or change the network. All that was started ends with this shell.
 *
 * Until `pivot_root` this machine's files are in reach, so no path on the disk may lead there by way of a link. Others may
 * do the same on the disk at the same time.
 */
export function machineScript({ folders = [], readOnly = [], hidden = [], volumes = [] }: MachineView): string {
  const views = [
    ...hidden.map(path => `hide ${quote(path)}`),
    ...folders.map(({ from, at }) => `[ -n "$(ls -A "$n"${quote(at)} 2>/dev/null)" ] || lay ${quote(from)} 2 ${quote(at)}`),
    ...readOnly.map(({ from, at }) => `show ${quote(from)} ${quote(at)}`),
    ...volumes.map(({ name, path, readOnly: fixed }) => `volume ${quote(name.replace(/[^\w-]+/g, '_'))} ${quote(path)} '${fixed ? ',ro' : ''}'`),
  ];
  return `set -eu
disk=$1 n=$1/mnt i=0
shift
hostname instance 2>/dev/null || :
mount --bind "$disk/root" "$n"
place() {
  case $1/ in */../*) echo "$1 leads elsewhere" >&2; exit 1 ;; esac
  p=$1
  while [ -n "$p" ]; do
    [ ! -L "$n$p" ] || { echo "$p was made a link, so $1 cannot be shown on the machine" >&2; exit 1; }
    p=\${p%/*}
  done
}
lay() {
  place "$3"
  i=$((i + 1))
  mkdir -p "$n$3" "$disk/upper$3" "$disk/work/$i"
  mount -t overlay overlay -o "userxattr,lowerdir=$1,upperdir=$disk/upper$3,workdir=$disk/work/$i" "$n$3" 2>/dev/null && return
  for f in "$1"/*; do [ "$2" = 0 ] || [ ! -d "$f" ] || [ -L "$f" ] || lay "$f" $(($2 - 1)) "$3/\${f##*/}"; done
}
hide() {
  place "$1"
  if [ -d "$n$1" ]; then mount -t tmpfs -o size=1m tmpfs "$n$1"; elif [ -e "$n$1" ]; then mount --bind /dev/null "$n$1"; fi
}
show() {
  place "$2"
  mkdir -p "$n$2"
  mount --rbind "$1" "$n$2"
  mount -o remount,bind,ro,nosuid,nodev "$n$2" 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev,noexec "$n$2"
}
volume() {
  place "$2"
  mkdir -p "$disk/volumes/$1" "$n$2"
  mount --bind "$disk/volumes/$1" "$n$2"
  mount -o "remount,bind,nosuid,nodev$3" "$n$2"
}
for d in /bin /sbin /lib* /usr /opt /nix /gnu /var/lib/dpkg /var/lib/rpm; do [ ! -d "$d" ] || [ -L "$d" ] || lay "$d" 2 "$d"; done
${views.join('\n')}
for d in /dev /proc; do place $d; done
mount -t tmpfs -o mode=755,size=1m tmpfs "$n/dev"
cd "$n/dev"
mkdir pts
mkdir -m 1777 shm
for f in null zero full random urandom tty; do
  : >$f
  mount --bind /dev/$f $f
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts pts
ln -s pts/ptmx ptmx
ln -s /proc/self/fd fd
ln -s fd/0 stdin
ln -s fd/1 stdout
ln -s fd/2 stderr
mount -t proc -o nosuid,nodev,noexec proc "$n/proc"
cd "$n/proc"
for f in kcore keys kmsg kallsyms latency_stats timer_list sched_debug sysrq-trigger kpagecount kpageflags; do [ ! -e $f ] || mount --bind /dev/null $f; done
for f in acpi scsi asound; do [ ! -d $f ] || mount -t tmpfs -o ro,size=1k tmpfs $f; done
for f in bus fs irq sys; do
  [ ! -d $f ] || mount --bind $f $f
  [ ! -d $f ] || mount -o remount,bind,ro,nosuid,nodev,noexec $f
done
cd "$n"
old=$(mktemp -d .old.XXXXXX)
pivot_root . "$old"
cd /
umount -l "/$old"
rmdir "/$old"
unshare -U -r -m -u -i "$@" || exit $?`;
}

/** Copies the files that are new since the disk was filled into the folder `$2`. Links stay behind: copies must not lead out of it. */
export const KEEP_SCRIPT = `set -eu
disk=$1
for from in root upper volumes; do
  cd "$disk/$from"
  find . -xdev -type f -newer "$disk/mark" -size -1024k -exec /bin/sh -c 'for f; do mkdir -p "$0/\${f%/*}" && cp "$f" "$0/$f"; done' "$2" {} +
done`;
