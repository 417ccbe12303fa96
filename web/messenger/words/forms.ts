/** A sentence in the grammatical numbers of its language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
