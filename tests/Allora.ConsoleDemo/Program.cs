using Allora.ConsoleDemo;

// A host with twenty workers on a chain of its own, for looking at the console: tests/console-browser drives it.
//   Allora.ConsoleDemo PORT
// Reads commands line by line: "kill" stops the node, "start" starts it again; the end of the input ends the program.
await using var demo = await DemoHost.StartAsync(int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture));
Console.WriteLine($"ready {demo.Address}");
while (await Console.In.ReadLineAsync() is { } command)
{
    if (command == "kill")
        await demo.Chain.Nodes[0].StopAsync();
    else if (command == "start")
        await demo.Chain.Nodes[0].StartAsync();
    Console.WriteLine($"done {command}");
}
