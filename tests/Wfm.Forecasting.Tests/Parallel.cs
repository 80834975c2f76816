// Engines keep no state, so fixtures may run side by side; the suite also shows that they do not disturb each other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
