// A whole number within limits; what is typed past them becomes the limit.

interface Props {
  id: string;
  label: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  change: (value: number) => void;
}

export function NumberField({ id, label, hint = "", value, least, most, change }: Props) {
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="form-control"
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={value || ""}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const number = Math.round(event.currentTarget.valueAsNumber);
          const isNumber = Number.isFinite(number);
          const within = Math.min(most, Math.max(least, number));
          if (isNumber) change(within);
          event.currentTarget.value = String(isNumber ? within : value);
        }}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
