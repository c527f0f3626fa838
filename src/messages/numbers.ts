/** A count with its thousands separated: `12,345`. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A count with the English word that fits it: `1 registry`, `2 registries`. */
export const some = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;
