import type { PageData } from '../data-types.js';
import { followLinks } from './links.js';
import { part } from './part.js';
import { printing } from './printing.js';
import { scrolling } from './scrolling.js';
import { Table } from './table.js';
import { findingTable, lazySearch, registryTable } from './tables.js';
import { theme } from './theme.js';

// The page's own data, written with the script by the same version of the program.
const data: PageData = JSON.parse(part('data', HTMLElement)?.textContent ?? '');

const search = lazySearch(data);
const findings = Table.on(findingTable(data, search), data.words);
const registries = Table.on(registryTable(data, search), data.words);

for (const hidden of document.querySelectorAll<HTMLElement>('[data-needs-script]')) hidden.hidden = false;
theme();
followLinks(findings);
printing([findings, registries].filter((table) => table !== undefined));
scrolling();
