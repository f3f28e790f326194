export function translate(source: string, words: Record<string, string | string[]>): string;
