namespace Allora.Sdk.Blocks;

/// <summary>A loop that answers one topic's windows: it receives triggers from blocks, and polls by the clock.</summary>
internal interface ITopicListener : ITriggerSink, ITicking;
