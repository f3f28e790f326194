// Fields that follow what others type, but never while somebody types into them here.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { exactText } from "../format.ts";
import { readNumber } from "./typed.ts";

interface NumberFieldProps {
  label: string;
  value: number;
  least: number;
  most: number;
  isWhole?: boolean;
  isDisabled?: boolean;
  problem: string;
  /** How much the buttons beside it add and take. */
  step?: number;
  change(value: number): void;
  /** What was typed and is no such number: 0 too; null once it is one. */
  refused?(value: number | null): void;
  children?: ComponentChildren;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, least, most, isWhole = false, problem, step, change } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const isRight = (number: number | null): number is number =>
    number !== null && number >= least && number <= most && (!isWhole || number % 1 === 0);
  const isWrong = typed !== null && !isRight(readNumber(typed));
  const type = (text: string): void => {
    setTyped(text);
    const number = readNumber(text);
    if (isRight(number)) {
      change(number);
      props.refused?.(null);
    } else props.refused?.(number);
  };
  const add = (difference: number): void => {
    setTyped(null);
    props.refused?.(null);
    change(Math.min(most, Math.max(least, Math.round((value + difference) * 10) / 10)));
  };
  return (
    <div class="room-field">
      <label for={id}>{label}</label>
      <div class="number-line">
        {step && (
          <button
            type="button"
            class="btn step-button"
            disabled={props.isDisabled}
            aria-label={`${label}: −${step}`}
            onClick={() => add(-step)}
          >
            −
          </button>
        )}
        <input
          id={id}
          inputMode="decimal"
          autocomplete="off"
          value={typed ?? exactText(value)}
          disabled={props.isDisabled}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-problem` : undefined}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => !isWrong && setTyped(null)}
        />
        {step && (
          <button
            type="button"
            class="btn step-button"
            disabled={props.isDisabled}
            aria-label={`${label}: +${step}`}
            onClick={() => add(step)}
          >
            +
          </button>
        )}
        {props.children}
      </div>
      {isWrong && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  rows: number;
  most: number;
  isDisabled?: boolean;
  placeholder?: string;
  hint?: string;
  isNumbers?: boolean;
  change(text: string): void;
}

export function TextField({ label, value, rows, most, change, hint, isNumbers, ...other }: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  // Nobody types for a while: what others said since is shown.
  useEffect(() => {
    if (typed === value) setTyped(null);
  }, [value]);
  return (
    <div class="room-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={most}
        value={typed ?? value}
        disabled={other.isDisabled}
        placeholder={other.placeholder}
        {...(isNumbers && { inputMode: "text", autocomplete: "off", spellcheck: false })}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          change(event.currentTarget.value);
        }}
        onBlur={() => setTyped(null)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
