using Allora.Chaos;
using Allora.Chaos.DevNetSide;
using Allora.Chaos.Fleets;
using Allora.Chaos.Harness;
using Allora.Chaos.Lies;

// "devnet FILE" is what this program starts itself as; everything else is a run.
if (args is ["devnet", var file])
    return await DevNetHost.RunAsync(file);
ChaosOptions options;
try
{
    if (args is ["lies", .. var rest])
    {
        var lies = LieOptions.Parse(rest);
        return lies.Cases is not null ? await LieShard.RunAsync(lies, CancellationToken.None) : await new LieRun(lies).RunAsync();
    }

    if (args is ["fleet", .. var fleet])
        return await new FleetRun(FleetChaosOptions.Parse(fleet)).RunAsync();
    options = ChaosOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{ChaosOptions.Usage}{Environment.NewLine}{LieOptions.Usage}{Environment.NewLine}{FleetChaosOptions.Usage}");
    return 2;
}

return await new ChaosRun(options).RunAsync();
