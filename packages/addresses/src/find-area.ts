/** A state, canton, prefecture …: what an address says (`CA`), and its name (`California`), which may be the same. */
export interface Area {
  value: string;
  name: string;
}

/** The area that a stored text means, by value or name, in whatever case and with or without accents. */
export function findArea(areas: readonly Area[], text: string): Area | undefined {
  const wanted = plain(text);
  return areas.find((area) => plain(area.value) === wanted || plain(area.name) === wanted);
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
