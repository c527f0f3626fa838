#!/bin/sh
# Makes a compliance report and notifies of what has changed, for cron. One run at a time: a second one ends at once.
#
# The file named by SETTINGS sets what the run needs: REGISTRY_LINT_…_URL and …_SECRET of the services, and the access
# key, where no RAM role gives one. It holds secrets: let only the user of this job read it (chmod 600).
set -u

settings=${SETTINGS:-/etc/registry-lint/settings}
folder=${FOLDER:-/var/lib/registry-lint}
umask 077

if [ -f "$settings" ]; then
  set -a
  . "$settings"
  set +a
fi

cd "$folder" || exit 2
exec 9> lock
flock --nonblock 9 || { echo 'the run before has not ended yet' >&2; exit 75; }

# Arguments of this script go to the report: --notify slack, --policy strict, …
said=$(timeout "${TIME_LIMIT:-900}" registry-lint report --history history \
  --output report.md --output findings.csv "$@" 2>&1)
status=$?

# cron mails whatever is said, and nobody reads a mail every night.
[ "$status" -eq 0 ] || printf '%s\n' "$said"
exit "$status"
