using Allora.Chaos;
using Allora.Chaos.DevNetSide;
using Allora.Chaos.Harness;

// "devnet FILE" is what this program starts itself as; everything else is a run.
if (args is ["devnet", var file])
    return await DevNetHost.RunAsync(file);
ChaosOptions options;
try
{
    options = ChaosOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{ChaosOptions.Usage}");
    return 2;
}

return await new ChaosRun(options).RunAsync();
