import { render } from 'preact';
import type { ConsoleService } from './session/center.ts';
import { setClock } from './session/center-clock.ts';
import type { Settings } from './session/sign-in.ts';
import { Shell, type Started } from './shell.tsx';

// The console's boot: reads where to sign in and which services there are, and shows the shell. Pages and who sees
// them: routes.ts.

async function read<Body>(file: string): Promise<Body> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
}

async function start(): Promise<Started> {
  const [settings, services] = await Promise.all([
    read<Settings>('/console/settings.json'),
    read<ConsoleService[]>('/console/services.json'),
    // Without the center's clock the machine's own holds.
    setClock(),
  ]);
  return { settings, services };
}

const element = document.getElementById('console');
if (element) {
  element.replaceChildren();
  render(<Shell start={start} />, element);
}
