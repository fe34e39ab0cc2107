/** The additional style sheet of the chat page, which also uses the style sheet of the pages of Plugs. */
export const CHAT_STYLE = `@layer components {
  /* In the reversed direction, the initial scroll position is at the newest message. */
  .messages {
    display: flex;
    flex-direction: column-reverse;
    padding: var(--s4);
    min-block-size: 16rem;
    max-block-size: 60dvh;
    overflow-y: auto;
  }
  .message-list {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    margin-block-end: auto;
  }
  .message {
    max-inline-size: min(34rem, 90%);
    align-self: flex-end;
    display: grid;
    gap: var(--s2);
    & .bubble {
      padding: var(--s3);
      border-radius: var(--radius-lg);
      background: var(--accent-soft);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    &.from-bot {
      align-self: flex-start;
      & .bubble {
        background: var(--sunken);
      }
    }
    & .keyboard {
      display: grid;
      gap: var(--s1);
    }
    & .keyboard-row {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      gap: var(--s1);
    }
    & .button {
      inline-size: 100%;
      min-inline-size: 0;
    }
    & time {
      font-size: var(--text-xs);
      color: var(--text-muted);
    }
  }
  .chat-forms {
    align-items: start;
  }
  .composer {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s2);
    align-items: end;
    inline-size: 100%;
  }
}
`;
