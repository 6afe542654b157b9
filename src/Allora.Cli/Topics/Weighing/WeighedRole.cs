namespace Allora.Cli.Topics.Weighing;

/// <summary>What an address does in a topic.</summary>
internal enum WeighedRole
{
    Inferer,
    Forecaster,
    Reputer,
}
