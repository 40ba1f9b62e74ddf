/** Groups of folders that import one another in a circle, each as `a ⇄ b`; a folder is where a file stands. */
export function circlesOf(arrows: readonly (readonly [from: string, to: string])[]): string[] {
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
  const next = new Map<string, Set<string>>();
  for (const [from, to] of arrows) {
    if (folder(from) === folder(to)) continue;
    const known = next.get(folder(from)) ?? new Set();
    next.set(folder(from), known.add(folder(to)));
  }
  const reachedFrom = (start: string): Set<string> => {
    const reached = new Set<string>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const to of next.get(at) ?? []) {
        if (reached.has(to)) continue;
        reached.add(to);
        open.push(to);
      }
    }
    return reached;
  };
  const reached = new Map([...next.keys()].map((each) => [each, reachedFrom(each)]));
  const circles = [...reached].flatMap(([one, all]) => {
    if (!all.has(one)) return [];
    return [
      [...all]
        .filter((other) => reached.get(other)?.has(one))
        .sort()
        .join(' ⇄ '),
    ];
  });
  return [...new Set(circles)];
}
