/** Colour of a state: `go` done or on sale, `todo` somebody must act, `run` under way, `stop` failed, `rest` closed. */
export type Tone = 'go' | 'todo' | 'run' | 'stop' | 'rest';
