import { useState } from 'preact/hooks';

/** A choice of whoever sits at this desk that stays in this browser: `on` or `off`, nothing of any case. */
export function useKeptChoice(name: string, atFirst: boolean): readonly [boolean, (on: boolean) => void] {
  const key = `sportello.desk.${name}`;
  const [on, setOn] = useState(() => {
    const kept = localStorage.getItem(key);
    return kept === null ? atFirst : kept === 'on';
  });
  const choose = (now: boolean) => {
    localStorage.setItem(key, now ? 'on' : 'off');
    setOn(now);
  };
  return [on, choose] as const;
}
