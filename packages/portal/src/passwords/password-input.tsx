import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Input, type InputProps } from '../ui/input.tsx';
import { usePasswordTexts } from './texts.ts';

/** A password, hidden until the eye is pressed. */
export function PasswordInput({ className = '', ...rest }: Omit<InputProps, 'type' | 'icon'>) {
  const t = usePasswordTexts();
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block w-full">
      <Input
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={`pe-9 ${className}`}
      />
      <IconButton
        icon={shown ? EyeOff : Eye}
        size="sm"
        label={t(shown ? 'hide' : 'show')}
        onClick={() => setShown(!shown)}
        className="absolute end-0.5 top-0.5"
      />
    </span>
  );
}
