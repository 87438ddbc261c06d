import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const goAdvice =
  'Go or the sources of golang.org/x/mod were not found. Install both ("apt-get install golang-go golang-golang-x-mod-dev"), or have x/mod below GOPATH.';

/** Where Debian puts the sources of Go libraries. */
const debian = '/usr/share/gocode';

/** The environment in which Go builds `docs/verify/main.go` without a network, or nothing where that cannot be done. */
export function findGo(): Record<string, string> | undefined {
  const hasGo = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'go')));
  const folders = [...(process.env.GOPATH ?? '').split(delimiter).filter(Boolean), debian];
  const found = folders.find((folder) => existsSync(join(folder, 'src/golang.org/x/mod/sumdb/tlog')));
  return hasGo && found ? { GO111MODULE: 'off', GOPATH: found, CGO_ENABLED: '0' } : undefined;
}
