/** The system's dialog for files; resolves with what was chosen, nothing when it was closed. */
export function pickFiles(accept: string, many = true): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", accept, multiple: many, hidden: true });
    input.dataset["test"] = "file-input";
    const end = (files: File[]) => { input.remove(); resolve(files); };
    input.onchange = () => end([...(input.files ?? [])]);
    input.oncancel = () => end([]);
    document.body.append(input);
    input.click();
  });
}
