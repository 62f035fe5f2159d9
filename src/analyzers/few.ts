/**
 * A Map for what nearly always has one entry: 48 bytes instead of 184, and a message in trouble has five of them. The
 * second entry makes it hold a Map for the others.
 */
export class Few<K, V> implements Map<K, V> {
  // not #private: state is walked by its fields where it is compared
  private has1 = false;
  private key1: K | undefined = undefined;
  private value1: V | undefined = undefined;
  private others: Map<K, V> | null = null;

  get size(): number {
    return this.has1 ? 1 + (this.others?.size ?? 0) : 0;
  }

  get [Symbol.toStringTag](): string {
    return "Few";
  }

  get(key: K): V | undefined {
    if (this.has1 && this.key1 === key) return this.value1;
    return this.others === null ? undefined : this.others.get(key);
  }

  has(key: K): boolean {
    return this.has1 && (this.key1 === key || this.others?.has(key) === true);
  }

  set(key: K, value: V): this {
    if (!this.has1) {
      this.has1 = true;
      this.key1 = key;
      this.value1 = value;
    } else if (this.key1 === key) {
      this.value1 = value;
    } else {
      this.others ??= new Map();
      this.others.set(key, value);
    }
    return this;
  }

  delete(key: K): boolean {
    if (!this.has1) return false;
    if (this.key1 !== key) return this.others?.delete(key) === true;
    const next = this.others?.entries().next();
    if (next === undefined || next.done === true) {
      this.clear();
    } else {
      [this.key1, this.value1] = next.value;
      this.others?.delete(next.value[0]);
    }
    return true;
  }

  clear(): void {
    this.has1 = false;
    this.key1 = undefined;
    this.value1 = undefined;
    this.others = null;
  }

  forEach(callback: (value: V, key: K, map: Map<K, V>) => void): void {
    while (this.has1) {
      const key = this.key1;
      callback(this.value1 as V, key as K, this);
      // deleted meanwhile: another one has taken its place
      if (this.key1 === key) break;
    }
    this.others?.forEach((value, key) => {
      callback(value, key, this);
    });
  }

  *entries(): MapIterator<[K, V]> {
    while (this.has1) {
      const key = this.key1;
      yield [key as K, this.value1 as V];
      // deleted meanwhile: another one has taken its place
      if (this.key1 === key) break;
    }
    if (this.others !== null) yield* this.others;
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}
