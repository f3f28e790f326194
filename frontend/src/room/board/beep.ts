// A soft sound at a call, only after somebody pressed that they want it.

let context: AudioContext | null = null;

/** Must be called by a press: browsers allow sound to nothing else. */
export function allowSound(): boolean {
  try {
    context ??= new AudioContext();
    void context.resume();
    return true;
  } catch {
    return false;
  }
}

export function forbidSound(): void {
  void context?.close();
  context = null;
}

/** Two soft tones, half a second in all. */
export function beep(): void {
  if (!context) return;
  const begin = context.currentTime;
  tone(context, 660, begin);
  tone(context, 880, begin + 0.22);
}

function tone(sound: AudioContext, hertz: number, at: number): void {
  const [source, volume] = [sound.createOscillator(), sound.createGain()];
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.22);
  source.connect(volume).connect(sound.destination);
  source.start(at);
  source.stop(at + 0.25);
}
