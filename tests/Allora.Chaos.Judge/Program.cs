using System.Globalization;
using Allora.Chaos.Judge;

// Judges a chaos run from its logs alone. Usage: Allora.Chaos.Judge FOLDER. Exit code 0: all required held; 1: it did not; 2: no such run.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var folder] || !File.Exists(Path.Combine(folder, "harness.jsonl")))
{
    await Console.Error.WriteLineAsync("usage: Allora.Chaos.Judge FOLDER");
    return 2;
}

return new Report(RunFacts.Read(folder)).Print(Console.Out);
