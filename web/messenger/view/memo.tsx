/** Draws again only when something handed in is another thing: values of the core keep their identity while unchanged. */
import { Component, type ComponentType, type VNode } from "preact";

export function memo<P extends object>(Draw: (props: P) => VNode | null): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const now = this.props as Record<string, unknown>;
      return Object.entries(next).some(([key, value]) => value !== now[key]);
    }
    override render(props: P) { return <Draw {...props} />; }
  };
}
