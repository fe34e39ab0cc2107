/**
 * Form fields with label, hint and errors. Attributes connect the hint and the errors to the control for screen
 * readers. A checkbox has neither a hint nor errors.
 */
import type { Child, JSX } from 'hono/jsx';
import type { FormState } from '../form-state.ts';
import { Icon } from './icon.tsx';

interface FieldProps {
  name: string;
  label: string;
  /** The values and the problems of the form that contains the field. */
  form: FormState;
  hint?: string;
  isOptional?: boolean;
  /** The content next to the label, such as a link. */
  aside?: Child;
}

type InputAttributes = Omit<JSX.IntrinsicElements['input'], 'form' | 'name' | 'value' | 'id'>;

interface TextFieldProps extends FieldProps {
  input?: InputAttributes;
  /** The value to show instead of the value in `form`, such as the public password of the demo accounts. */
  value?: string | undefined;
}

/** A field for a single line. A password field shows only `value`, so the typed password is not sent back. */
export function TextField({ input, value, ...field }: TextFieldProps) {
  const isPassword = input?.type === 'password';
  return (
    <Field {...field}>
      <input
        {...controlAttributes(field, `input${input?.class ? ` ${input.class}` : ''}`, input)}
        value={value ?? (isPassword ? undefined : field.form.values[field.name])}
      />
    </Field>
  );
}

/**
 * A field for a new password. The hint contains the rules about length and characters. The server also rejects other
 * passwords, such as common ones.
 */
export function NewPasswordField(field: Pick<FieldProps, 'name' | 'label' | 'form'>) {
  return (
    <TextField
      {...field}
      hint="8 characters or more, with upper and lower case, a digit and a special character."
      input={{ type: 'password', autocomplete: 'new-password', minlength: 8, required: true }}
    />
  );
}

/**
 * A hidden field with the name of the account. Password managers store this name with the password of the same form.
 */
export function AccountNameField({ name }: { name: string }) {
  return <input type="text" autocomplete="username" value={name} hidden readonly />;
}

/** A field for the six digits of a one-time code. The typed code is not sent back. */
export function CodeField(field: FieldProps) {
  const input = {
    class: 'code-input',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 6,
    pattern: '[0-9]{6}',
    required: true,
  } as const;
  return <TextField {...field} value="" input={input} />;
}

/** A field for several lines. */
export function TextAreaField({ rows = 2, ...field }: FieldProps & { rows?: number }) {
  return (
    <Field {...field}>
      <TextArea
        {...controlAttributes(field, 'input')}
        rows={rows}
        value={field.form.values[field.name] ?? ''}
      />
    </Field>
  );
}

/**
 * A `textarea` element. Its content begins with a line feed, because HTML parsers remove a line feed after the start tag
 * (HTML standard, section 13.2.6.4.7). Without it, a value that begins with a line break would lose this line break.
 */
export function TextArea({ value, ...attributes }: JSX.IntrinsicElements['textarea'] & { value: string }) {
  return <textarea {...attributes}>{`\n${value}`}</textarea>;
}

/** A field for one of several options. */
export function SelectField({
  options,
  ...field
}: FieldProps & { options: { value: string; label: string }[] }) {
  const selected = field.form.values[field.name];
  return (
    <Field {...field}>
      <span class="select">
        <select {...controlAttributes(field, 'input')}>
          {options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === selected}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </Field>
  );
}

/** A checkbox that sends the value `on`. The field shows no error messages. */
export function CheckField({ name, label, form }: Pick<FieldProps, 'name' | 'label' | 'form'>) {
  return (
    <label class="check">
      <input type="checkbox" name={name} id={name} value="on" checked={form.values[name] === 'on'} />
      {label}
    </label>
  );
}

function Field(props: FieldProps & { children: Child }) {
  const { name, label, form, hint, isOptional = false, aside, children } = props;
  const messages = messagesOf(form, name);
  const labelled = (
    <label class="label" for={name}>
      {label}
      {isOptional && <span class="optional"> (optional)</span>}
    </label>
  );
  return (
    <div class="field">
      {aside ? (
        <span class="split">
          {labelled}
          {aside}
        </span>
      ) : (
        labelled
      )}
      {children}
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {messages.length > 0 && (
        <div id={`${name}-error`}>
          {messages.map((message) => (
            <p class="error" key={message}>
              <Icon name="circle-alert" />
              <span>{message}</span>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

function controlAttributes<Attributes extends object>(
  { name, form, hint }: FieldProps,
  className: string,
  attributes?: Attributes,
) {
  const isInvalid = messagesOf(form, name).length > 0;
  const descriptions = [isInvalid && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return {
    ...attributes,
    class: className,
    id: name,
    name,
    'aria-describedby': descriptions || undefined,
    'aria-invalid': isInvalid ? ('true' as const) : undefined,
  };
}

function messagesOf({ problems }: FormState, name: string): string[] {
  return problems.filter(({ field }) => field === name).map(({ message }) => message);
}
