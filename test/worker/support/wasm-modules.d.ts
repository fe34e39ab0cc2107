declare module 'argon2id/lib/setup.js' {
  type Load = (imports: WebAssembly.Imports) => Promise<{ instance: WebAssembly.Instance }>;
  interface Input {
    password: Uint8Array;
    salt: Uint8Array;
    memorySize: number;
    passes: number;
    parallelism: number;
    tagLength: number;
  }
  export default function setup(simd: Load, plain: Load): Promise<(input: Input) => Uint8Array>;
}
