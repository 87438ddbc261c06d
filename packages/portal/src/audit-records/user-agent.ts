const browsers: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
];

// An iPad says "Mac OS X" too, and Android says Linux: the narrower one first.
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

// What calls itself a browser to be let in says who it is in brackets.
const compatible = /\(compatible; ([^\s/;)]+)(?:\/([^\s;)]+))?/;

/** A user agent in a few words: "Firefox 128 on Windows" as `Firefox 128 · Windows`; programs keep their first product: `curl 8.5.0`. */
export function shortUserAgent(text: string): string {
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(text)?.[1];
    if (version) return [`${name} ${version}`, system].filter(Boolean).join(' · ');
  }
  const product = compatible.exec(text) ?? /^([^\s/]+)(?:\/(\S+))?/.exec(text);
  // A page inside an app names its system and no browser.
  if (product?.[1] === 'Mozilla' && system) return system;
  return product ? [product[1], product[2]].filter(Boolean).join(' ') : text;
}
