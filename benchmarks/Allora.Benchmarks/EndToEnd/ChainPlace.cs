namespace Allora.Benchmarks.EndToEnd;

/// <summary>Where the DevNet runs; its clients reach it over loopback sockets in both.</summary>
public enum ChainPlace
{
    ThisProcess,
    AnotherProcess,
}
