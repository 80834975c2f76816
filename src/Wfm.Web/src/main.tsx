import { render } from 'preact';
import './style.css';
import { App } from './app/app';
import { resume } from './app/session';
import { lastSpoken, speak } from './words/words';

await Promise.all([speak(lastSpoken()), resume()]);
render(<App />, document.getElementById('app')!);
