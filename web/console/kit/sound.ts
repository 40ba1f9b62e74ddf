/** Two short tones. A browser that lets no page sound before somebody has touched it stays silent. */
export function ring(): void {
  try {
    const sound = new AudioContext();
    for (const [start, hertz] of [
      [0, 880],
      [0.22, 660],
    ] as const) {
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      volume.gain.value = 0.12;
      tone.frequency.value = hertz;
      tone.connect(volume).connect(sound.destination);
      tone.start(sound.currentTime + start);
      tone.stop(sound.currentTime + start + 0.18);
    }
    setTimeout(() => sound.close().catch(() => undefined), 1_000);
  } catch {
    // Title and bar tell it as well.
  }
}
