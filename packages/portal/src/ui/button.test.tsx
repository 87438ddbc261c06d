import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../test/harness.tsx';
import { Button, IconButton } from './button.tsx';

function Closing({ onRun }: { onRun: () => void }) {
  const [reason, setReason] = useState<string>();
  const run = () => {
    onRun();
    setReason('Done already.');
  };
  return (
    <>
      <Button disabledReason={reason} onClick={run}>
        Send
      </Button>
      <IconButton icon={Send} label="Resend" disabledReason={reason} onClick={run} />
    </>
  );
}

describe('a button', () => {
  it.each(['Send', 'Resend'])('%s keeps the focus when it closes, says why, and does nothing more', async (name) => {
    const onRun = vi.fn();
    await show(<Closing onRun={onRun} />);
    const button = screen.getByRole('button', { name });
    await userEvent.click(button);
    expect(onRun).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(button);
    expect(screen.getByRole('button', { name, description: 'Done already.' })).toBe(button);
    await userEvent.click(button);
    expect(onRun).toHaveBeenCalledOnce();
  });
});
