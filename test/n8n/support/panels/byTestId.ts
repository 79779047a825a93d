/** n8n marks what its own tests look for. */
export const byTestId = (id: string): string => `[data-test-id="${id}"]`;
