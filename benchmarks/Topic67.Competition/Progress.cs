using System.Globalization;

namespace Topic67.Competition;

/// <summary>A line now and then, so that a long run is seen to go on.</summary>
internal sealed class Progress(TextWriter output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private long _last = TimeProvider.System.GetTimestamp();

    public void Say(string line) => output.WriteLine(line);

    public void Tick(string what, double done, double all)
    {
        if (TimeProvider.System.GetElapsedTime(_last) < Every)
            return;
        _last = TimeProvider.System.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {done:0} of {all:0} ({100 * done / all:0} %)"));
    }
}
