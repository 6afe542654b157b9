namespace Allora.Sdk.Roles;

/// <summary>A reputer's function that is there only while it is used: its losses may need what it was made with.</summary>
internal interface IReputerFunctionLease
{
    /// <summary>Lends the function until the answer is there.</summary>
    ValueTask<TAnswer> UseAsync<TAnswer>(Func<IReputerFunction, ValueTask<TAnswer>> use);
}
