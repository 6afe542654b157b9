using Topic67.Worker.State;

namespace Topic67.Worker.Market;

/// <summary>The folder of cached bars for a command: the worker's own, or a copy of it while the worker runs and writes there.</summary>
internal sealed class PriceCacheCopy : IDisposable
{
    private readonly DirectoryInfo? _copy;

    public PriceCacheCopy(StateFolder folder)
    {
        Folder = folder.Prices;
        if (!InstanceLock.IsHeld(folder))
            return;
        _copy = Directory.CreateTempSubdirectory("topic67-prices-");
        Folder = _copy.FullName;
        if (!Directory.Exists(folder.Prices))
            return;
        foreach (var file in Directory.GetFiles(folder.Prices, "bars-*.csv"))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; }

    public void Dispose() => _copy?.Delete(recursive: true);
}
