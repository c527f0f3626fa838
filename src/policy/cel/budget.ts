/** Steps that one expression may take for one registry: some hundredths of a second. */
const LIMIT = 2_000_000;

/** That an expression took too long for what a registry holds, and so cannot be decided. */
export class OverBudget extends Error {}

/**
 * Counts the steps of one evaluation. What a registry holds may be written by anybody, and loops inside one another
 * over a long text would not end in a lifetime.
 */
export class Budget {
  #left = LIMIT;

  /** @throws OverBudget when no steps are left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new OverBudget('this expression takes too long');
  }

  /** Spends what going through so many characters costs: a step is worth sixteen of them. */
  spendText(characters: number): void {
    this.spend(1 + (characters >> 4));
  }

  /** Spends what looking for one text in another can cost: where both are long, the one times the other. */
  spendSearch(text: string, wanted: string): void {
    this.spendText(text.length + wanted.length);
    this.spend(Math.floor((text.length * wanted.length) / 256));
  }
}
