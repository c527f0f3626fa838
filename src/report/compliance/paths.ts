import { isAbsolute } from 'node:path';
import type { Location } from '../../model/location.js';
import { relativePath } from '../../model/relative-path.js';

/** The paths of a report, as they are shown. */
export class Paths {
  readonly #folder: string;
  /** By the absolute paths that were met. */
  readonly #shown = new Map<string, string>();

  constructor(folder: string = process.cwd()) {
    this.#folder = folder;
  }

  shown(path: string): string {
    if (!isAbsolute(path)) return path;
    const known = this.#shown.get(path);
    if (known !== undefined) return known;
    const shown = relativePath(path, this.#folder);
    this.#shown.set(path, shown);
    return shown;
  }

  at(location: Location): Location {
    const file = this.shown(location.file);
    return file === location.file ? location : { ...location, file };
  }

  /** A text that names such a path. */
  inText(text: string): string {
    let told = text;
    for (const [path, shown] of this.#shown) told = told.replaceAll(path, shown);
    return told;
  }
}
