await Wfm.Scheduling.OrTools.Native.FrameLoop.RunOnConsoleAsync();
