# shellcheck shell=bash disable=SC2154 # cache_root: common.sh; source_suites: script/versions
# Private downloads from other Debian releases: an apt of our own (sources, lists, cache) beside the system's.

# The address of the mirror this machine already uses for its own release.
debian_mirror() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 2>/dev/null |
    awk -v release="$1" '$2 == release { print $1; exit }'
}

private_apt_root=$cache_root/apt

# private_apt apt-get|apt-cache arguments…
private_apt() {
  local tool=$1
  shift
  "$tool" -qq \
    -o Dir::Etc::SourceList="$private_apt_root/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State::Lists="$private_apt_root/lists" -o Dir::State::status=/dev/null \
    -o Dir::Cache="$private_apt_root/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# Names the releases once a run; lists are fetched once a run, and only if something has to be downloaded.
private_apt_ready=
private_apt_update() {
  [ -z "$private_apt_ready" ] || return 0
  local codename=$1 mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite
  mirror=$(debian_mirror "$codename")
  [ -n "$mirror" ] || die "apt's configuration names no mirror for $codename: add one to /etc/apt/sources.list"
  [ -r "$keyring" ] || die "Debian's keyring is missing: apt-get install debian-archive-keyring"
  mkdir -p "$private_apt_root"/lists/partial "$private_apt_root"/cache/archives/partial
  {
    echo "deb [signed-by=$keyring] $mirror trixie main"
    for suite in $source_suites; do echo "deb-src [signed-by=$keyring] $mirror $suite main"; done
  } >"$private_apt_root/sources.list"
  say "reading the package lists of $source_suites (privately; the system's apt is left as it is)"
  private_apt apt-get update ||
    die "the mirror in apt's configuration does not serve trixie: point it at a full Debian mirror"
  private_apt_ready=yes
}

# private_unpack CODENAME TARGET "package | version | sha256" lines…: downloads, checks, unpacks into TARGET, all or
# nothing.
private_unpack() {
  local codename=$1 target=$2 lines=$3 exclude=("${@:4}") work package version sha file
  private_apt_update "$codename"
  work=$(mktemp -d "$cache_root/unpack.XXXXXX")
  while IFS='|' read -r package version sha; do
    read -r package <<<"$package"; read -r version <<<"$version"; read -r sha <<<"$sha"
    [ -n "$package" ] || continue
    say "downloading $package $version"
    if (cd "$work" && private_apt apt-get download "$package=$version" 2>/dev/null); then
      file=$(echo "$work/$package"_*.deb)
      echo "$sha  $file" | sha256sum --check --status ||
        die "$package $version: the download's checksum is not the one in script/versions; nothing was unpacked"
    else
      (cd "$work" && private_apt apt-get download "$package") || die "$package cannot be downloaded from the mirror"
      file=$(echo "$work/$package"_*.deb)
      warn "$package $version is gone from the mirror; took $(dpkg-deb -f "$file" Version), \
checked by Debian's signature only"
    fi
    mkdir -p "$work/root/$package"
    dpkg-deb --fsys-tarfile "$file" | tar -x -C "$work/root/$package" --no-same-owner "${exclude[@]}"
    rm -f "$file"
  done <<<"$lines"
  rm -rf "$target"
  mv "$work/root" "$target"
  rmdir "$work"
}

# Upstream's version in a Debian one: 1:1.3.dfsg+really1.3.1-1 -> 1.3.1, 1.92.2b+ds-1 -> 1.92.2b
upstream_version() { sed -E 's/^[0-9]+://; s/-[^-]*$//; s/^.*really//; s/[+~].*$//' <<<"$1"; }

# private_source CODENAME PACKAGE MINIMUM VERSION SHA256 TARGET: upstream's sources of a source package into TARGET, all
# or nothing. The version tried first; if the mirror has it no more, the newest one that can be had.
private_source() {
  local codename=$1 package=$2 minimum=$3 tried=$4 sha=$5 target=$6 work version one found all first='' tarball=''
  private_apt_update "$codename"
  work=$(mktemp -d "$cache_root/unpack.XXXXXX")
  all=$(private_apt apt-cache showsrc "$package" | awk '/^Version:/ { print $2 }' | sort -rVu)
  for one in $all; do [ "$(upstream_version "$one")" != "$tried" ] || first+="$one "; done
  for version in $first $all; do
    found=$(upstream_version "$version")
    version_at_least "$found" "$minimum" || continue
    rm -f "$work"/* # of an attempt that broke off
    (cd "$work" && private_apt apt-get source --download-only "$package=$version" >/dev/null 2>&1) || continue
    tarball=$(find "$work" -name "${package}_*.orig.tar.*" ! -name '*.asc')
    break
  done
  [ -n "$tarball" ] || die "$package >= $minimum: its source package cannot be downloaded from the mirror"
  say "downloaded the source package $package $found into $target"
  if ! echo "$sha  $tarball" | sha256sum --check --status; then
    [ "$found" != "$tried" ] ||
      die "$package $found: the download's checksum is not the one in script/versions; nothing was unpacked"
    warn "$package $found is not the version tried ($tried); checked by Debian's signature only"
  fi
  mkdir "$work/root"
  tar -xf "$tarball" -C "$work/root" --strip-components=1 --no-same-owner
  rm -rf "$target"
  mv "$work/root" "$target"
  rm -rf "$work"
}
