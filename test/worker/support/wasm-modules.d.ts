/** The types of the module in `argon2id` that instantiates argon2id from two compiled WebAssembly modules. */
declare module 'argon2id/lib/setup.js' {
  type Load = (imports: WebAssembly.Imports) => Promise<{ instance: WebAssembly.Instance }>;
  interface Input {
    password: Uint8Array;
    salt: Uint8Array;
    /** In KiB. */
    memorySize: number;
    passes: number;
    parallelism: number;
    /** The length of the hash, in bytes. */
    tagLength: number;
  }
  export default function setup(simd: Load, plain: Load): Promise<(input: Input) => Uint8Array>;
}
