namespace Allora.Sdk.Sending.Sender;

/// <summary>The outcome of a step of a turn: built, sent, or refused.</summary>
internal readonly record struct SendStep(BuiltTransaction? Built, Sent? Sent, Refused? Refused)
{
    public static SendStep Ready(BuiltTransaction built) => new(built, null, null);

    public static SendStep Done(Sent sent) => new(null, sent, null);

    public static SendStep Failed(Refused refused) => new(null, null, refused);
}
